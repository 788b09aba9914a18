package org.linfnet.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.linfnet.InvalidInputException;
import org.linfnet.input.ImageEncoding;
import org.linfnet.layer.Shape;

/**
 * A data set that others publish as IDX files.
 *
 * @param name such as {@code mnist}
 * @param addresses directories that serve the compressed files, in the order to try them
 * @param images the file of images of each split
 * @param labels the file of labels of each split
 * @param encoding shape, and the mean and deviation of the training pixels
 * @param classes the number of them
 */
public record PublishedDataset(
    String name,
    List<URI> addresses,
    Map<Split, PublishedFile> images,
    Map<Split, PublishedFile> labels,
    ImageEncoding encoding,
    int classes)
    implements DataSet {

  private static final Shape SHAPE = new Shape(1, 28, 28);
  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  /** Handwritten digits (LeCun, Cortes, Burges). */
  public static final PublishedDataset MNIST =
      new PublishedDataset(
          "mnist",
          List.of(
              URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
              URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")),
          Map.of(
              Split.TRAIN,
              new PublishedFile(
                  TRAIN_IMAGES, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
              Split.TEST,
              new PublishedFile(
                  TEST_IMAGES, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7")),
          Map.of(
              Split.TRAIN,
              new PublishedFile(
                  TRAIN_LABELS, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
              Split.TEST,
              new PublishedFile(
                  TEST_LABELS, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),
          new ImageEncoding(SHAPE, new float[] {0.1307f}, 0.3081f),
          10);

  /** Photographs of clothing (Zalando Research). */
  public static final PublishedDataset FASHION_MNIST =
      new PublishedDataset(
          "fashion-mnist",
          List.of(
              URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
              URI.create("https://fashion-mnist.s3.eu-central-1.amazonaws.com/")),
          Map.of(
              Split.TRAIN,
              new PublishedFile(
                  TRAIN_IMAGES, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
              Split.TEST,
              new PublishedFile(
                  TEST_IMAGES, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b")),
          Map.of(
              Split.TRAIN,
              new PublishedFile(
                  TRAIN_LABELS, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
              Split.TEST,
              new PublishedFile(
                  TEST_LABELS, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")),
          new ImageEncoding(SHAPE, new float[] {0.2860f}, 0.3530f),
          10);

  /**
   * Reads a split out of a directory that holds its files, plain or compressed.
   *
   * @throws InvalidInputException when a file is missing, damaged or not the published one
   */
  public LabelledImages read(Path directory, Split split) {
    if (!Files.isDirectory(directory)) {
      throw new InvalidInputException("there is no directory " + directory + " to read from");
    }
    PublishedFile imageFile = images.get(split);
    PublishedFile labelFile = labels.get(split);
    Path imagePath = imageFile.in(directory);
    Path labelPath = labelFile.in(directory);
    byte[] imageContent = PublishedFile.content(imagePath);
    byte[] labelContent = PublishedFile.content(labelPath);
    LabelledImages joined =
        LabelledImages.of(
            new TableDescription(name, split, encoding, classes),
            IdxFile.images(imagePath.toString(), imageContent),
            IdxFile.labels(labelPath.toString(), labelContent));
    imageFile.check(imagePath, imageContent);
    labelFile.check(labelPath, labelContent);
    return joined;
  }

  @Override
  public List<TableSplit> splits(Options options) throws IOException, InterruptedException {
    options.requireRead(name);
    return options.from().isPresent()
        ? readAll(options.from().get())
        : new DatasetDownload().read(downloads(), this::readAll);
  }

  private List<TableSplit> readAll(Path directory) {
    return Arrays.stream(Split.values()).map(split -> read(directory, split).toSplit()).toList();
  }

  /** The files of both splits, compressed. */
  List<Download> downloads() {
    return Stream.of(
            images.get(Split.TRAIN),
            labels.get(Split.TRAIN),
            images.get(Split.TEST),
            labels.get(Split.TEST))
        .map(
            file ->
                new Download(
                    name,
                    file.name() + PublishedFile.COMPRESSED,
                    addresses,
                    path -> file.check(path, PublishedFile.content(path))))
        .toList();
  }
}
