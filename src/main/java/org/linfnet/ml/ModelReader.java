package org.linfnet.ml;

import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.MLReader;
import org.linfnet.InvalidInputException;
import org.linfnet.model.ModelFiles;

/** Reads what {@link ModelWriter} wrote. */
final class ModelReader extends MLReader<LinfDistClassificationModel> {

  private static final String ANY_CLASS = "";

  @Override
  public LinfDistClassificationModel load(String path) {
    ModelFiles.require(sparkSession(), path, "metadata");
    DefaultParamsReader.Metadata metadata = ModelFiles.reading(path, () -> metadata(path));
    LinfDistClassificationModel model =
        new LinfDistClassificationModel(metadata.uid(), ModelFiles.read(sparkSession(), path));
    return ModelFiles.reading(
        path,
        () -> {
          metadata.getAndSetParams(model, scala.Option.empty());
          return model;
        });
  }

  private DefaultParamsReader.Metadata metadata(String path) {
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader$.MODULE$.loadMetadata(path, sparkSession(), ANY_CLASS);
    if (!metadata.className().equals(LinfDistClassificationModel.class.getName())) {
      throw new InvalidInputException(
          "it holds a %s; name the directory of a %s"
              .formatted(metadata.className(), LinfDistClassificationModel.class.getName()));
    }
    return metadata;
  }
}
