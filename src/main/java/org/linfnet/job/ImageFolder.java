package org.linfnet.job;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.ImageFile;
import org.linfnet.dataset.Split;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of PNG and JPEG files: a sub-folder for each class, or the folders {@code train} and
 * {@code test} with a sub-folder for each class. Names that begin with a dot or an underscore are
 * left out.
 *
 * @param path of the folder
 * @param hasSplits whether it holds {@code train} and {@code test}
 * @param classes the names of the sub-folders, ordered; a label is a place in this list
 * @param images how many there are
 * @param first the first of them
 */
record ImageFolder(
    Path path, boolean hasSplits, List<String> classes, long images, ImageFile first) {

  private static final Logger LOG = LoggerFactory.getLogger(ImageFolder.class);
  private static final List<String> SPLITS =
      Arrays.stream(Split.values()).map(Split::lowerCase).sorted().toList();

  /**
   * Looks at every name in a folder, and into the first image.
   *
   * @throws InvalidInputException when there is no such folder, no class, or a class without
   *     images, or an image lies elsewhere than in the folder of a class
   * @throws IOException when the file system fails
   */
  static ImageFolder read(StoragePath folder) throws IOException {
    Path path = folder.path();
    if (!folder.files().exists(path) || !folder.files().getFileStatus(path).isDirectory()) {
      throw new InvalidInputException("there is no folder " + path + ": name another with --from");
    }
    Listing listing = new Listing(folder.files());
    List<FileStatus> folders = listing.folders(path);
    List<String> names = folders.stream().map(Listing::name).toList();
    boolean hasSplits = names.equals(SPLITS);
    if (!hasSplits && names.size() == 1 && SPLITS.contains(names.get(0))) {
      throw new InvalidInputException(
          "%s holds %s, but not the other of train and test: add it, or name %s itself"
              .formatted(path, names.get(0), names.get(0)));
    }
    List<String> classes =
        hasSplits ? listing.classesOfSplits(folders.get(1), folders.get(0)) : listing.classes(path);
    listing.warnOfOthers(path);
    return new ImageFolder(path, hasSplits, classes, listing.images, listing.firstImage());
  }

  /** The files that were found so far. */
  private static final class Listing {

    private final FileSystem files;
    private Path first;
    private long images;
    private long others;

    Listing(FileSystem files) {
      this.files = files;
    }

    static String name(FileStatus entry) {
      return entry.getPath().getName();
    }

    List<FileStatus> folders(Path path) throws IOException {
      return entries(path).stream().filter(FileStatus::isDirectory).toList();
    }

    private List<FileStatus> entries(Path path) throws IOException {
      return Arrays.stream(files.listStatus(path))
          .filter(entry -> !name(entry).startsWith(".") && !name(entry).startsWith("_"))
          .sorted(Comparator.comparing(Listing::name))
          .toList();
    }

    private List<String> classesOfSplits(FileStatus train, FileStatus test) throws IOException {
      List<String> classes = classes(train.getPath());
      for (String tested : classes(test.getPath())) {
        if (!classes.contains(tested)) {
          throw new InvalidInputException(
              "%s holds the class %s, but %s does not: a class must have images to train on"
                  .formatted(test.getPath(), tested, train.getPath()));
        }
      }
      return classes;
    }

    private List<String> classes(Path path) throws IOException {
      for (FileStatus entry : entries(path)) {
        if (entry.isFile() && ImageFile.isNamed(name(entry))) {
          throw new InvalidInputException(
              "%s lies beside the folders of the classes: move it into one of them"
                  .formatted(entry.getPath()));
        }
        others += entry.isFile() ? 1 : 0;
      }
      List<FileStatus> folders = folders(path);
      if (folders.isEmpty()) {
        throw new InvalidInputException(
            path + " holds no folder: put the images of each class into a folder of its own");
      }
      for (FileStatus folder : folders) {
        look(folder.getPath());
      }
      return folders.stream().map(Listing::name).toList();
    }

    private void look(Path folder) throws IOException {
      long before = images;
      for (FileStatus entry : entries(folder)) {
        if (entry.isDirectory()) {
          throw new InvalidInputException(
              entry.getPath() + " is a folder within the folder of a class: move its images up");
        }
        if (ImageFile.isNamed(name(entry))) {
          images++;
          first = first == null ? entry.getPath() : first;
        } else {
          others++;
        }
      }
      if (images == before) {
        throw new InvalidInputException(
            folder + " holds no PNG or JPEG: add images of this class, or remove the folder");
      }
    }

    private ImageFile firstImage() throws IOException {
      try (InputStream content = files.open(first)) {
        return ImageFile.decode(first.toString(), content.readAllBytes());
      }
    }

    private void warnOfOthers(Path path) {
      if (others > 0) {
        LOG.warn("{} files in {} are no PNG or JPEG by their names: left out", others, path);
      }
    }
  }
}
