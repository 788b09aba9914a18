package org.linfnet.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.MLReader;
import org.linfnet.data.InvalidInputException;

/** Reads what {@link ModelWriter} wrote. */
final class ModelReader extends MLReader<LinfDistClassificationModel> {

  @Override
  public LinfDistClassificationModel load(String path) {
    requireModel(path);
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader$.MODULE$.loadMetadata(
            path, sparkSession(), LinfDistClassificationModel.class.getName());
    LinfDistClassificationModel model =
        new LinfDistClassificationModel(
            metadata.uid(),
            NetworkTable.read(
                sparkSession().read().parquet(new Path(path, ModelWriter.DATA).toString())));
    metadata.getAndSetParams(model, scala.Option.empty());
    return model;
  }

  private void requireModel(String path) {
    Path metadata = new Path(path, "metadata");
    try {
      if (!metadata
          .getFileSystem(sparkSession().sparkContext().hadoopConfiguration())
          .exists(metadata)) {
        throw new InvalidInputException(
            "there is no model at " + path + ": name the directory that train.sh wrote");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for a model at " + path, e);
    }
  }
}
