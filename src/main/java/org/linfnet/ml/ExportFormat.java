package org.linfnet.ml;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.linfnet.InvalidInputException;
import org.linfnet.model.TrainedModel;
import org.linfnet.onnx.OnnxModel;
import org.linfnet.scorer.ScorerFile;

/** The forms of one file that other programs than Spark's read a model in. */
public enum ExportFormat {
  /** A graph for ONNX runtimes, see {@link OnnxModel}. */
  ONNX(".onnx") {
    @Override
    void write(TrainedModel model, OutputStream out) throws IOException {
      out.write(new OnnxModel(model.network(), model.temperature()).toBytes());
    }
  },

  /** What {@link org.linfnet.scorer.Scorer} reads on a JDK alone. */
  SCORER(".linfnet") {
    @Override
    void write(TrainedModel model, OutputStream out) throws IOException {
      new ScorerFile(model.network(), model.temperature()).write(out);
    }
  };

  private final String suffix;

  ExportFormat(String suffix) {
    this.suffix = suffix;
  }

  /**
   * The format that a file's name asks for.
   *
   * @throws InvalidInputException when its suffix is that of none
   */
  public static ExportFormat ofName(String name) {
    return Arrays.stream(values())
        .filter(format -> name.endsWith(format.suffix))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "%s is the name of no export: give it the suffix %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(format -> format.suffix)
                                .collect(Collectors.joining(" or ")))));
  }

  abstract void write(TrainedModel model, OutputStream out) throws IOException;

  /**
   * Writes a file on a path at which nothing is yet.
   *
   * @param path any Hadoop path
   * @throws InvalidInputException when it is no path, or cannot be written, and as {@link
   *     #write(LinfDistClassificationModel, FileSystem, Path, boolean)} does
   */
  void write(LinfDistClassificationModel model, String path) throws IOException {
    Path file = path(path);
    FileSystem files =
        file.getFileSystem(SparkSession.active().sparkContext().hadoopConfiguration());
    try {
      write(model, files, files.makeQualified(file), false);
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s cannot be written (%s): name another file, or give this one permission or room"
              .formatted(path, e.getMessage()));
    }
  }

  private static Path path(String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "'%s' is no path of Hadoop's (%s): give an absolute path, in which names may have colons"
              .formatted(text, e.getMessage()));
    }
  }

  /**
   * Writes a file, which nobody finds before it is whole.
   *
   * @param overwrite whether a file that is there is replaced
   * @throws InvalidInputException when it is there and may not be replaced, or the model has
   *     thresholds, which no format holds
   * @throws IOException when the file system fails; nothing is left then
   */
  public void write(
      LinfDistClassificationModel model, FileSystem files, Path path, boolean overwrite)
      throws IOException {
    if (model.isDefined(model.thresholds())) {
      throw new InvalidInputException(
          "a model with thresholds cannot be exported: clear them, and apply them to its"
              + " probabilities");
    }
    // A file that other programs read needs no checksum of Hadoop's beside it.
    FileSystem plain = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    requireReplaceable(plain, path, overwrite);
    String name = "." + path.getName() + ".incomplete-" + UUID.randomUUID();
    // A name with a colon is no URI.
    Path incomplete = new Path(path.getParent(), new Path(null, null, name));
    try {
      try (OutputStream out = plain.create(incomplete, false)) {
        write(model.trained(), out);
      }
      if (overwrite) {
        plain.delete(path, false);
      }
      if (!plain.rename(incomplete, path)) {
        throw new IOException("cannot rename " + incomplete + " to " + path);
      }
    } finally {
      plain.delete(incomplete, false);
    }
  }

  private static void requireReplaceable(FileSystem files, Path path, boolean overwrite)
      throws IOException {
    if (!files.exists(path)) {
      return;
    }
    if (files.getFileStatus(path).isDirectory()) {
      throw new InvalidInputException(path + " is a directory: name a file");
    }
    if (!overwrite) {
      throw new InvalidInputException(path + " exists: name another file, or have it replaced");
    }
  }
}
