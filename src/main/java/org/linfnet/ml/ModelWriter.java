package org.linfnet.ml;

import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.MLWriter;
import org.linfnet.model.ModelFiles;

/** Saves a model as Spark ML does: {@code metadata/} in JSON, {@code data/} in Parquet. */
final class ModelWriter extends MLWriter {

  private final LinfDistClassificationModel model;

  ModelWriter(LinfDistClassificationModel model) {
    this.model = model;
  }

  @Override
  public void saveImpl(String path) {
    DefaultParamsWriter$.MODULE$.saveMetadata(model, path, sparkSession());
    ModelFiles.write(sparkSession(), model.trained(), path);
  }
}
