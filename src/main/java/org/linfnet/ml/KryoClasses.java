package org.linfnet.ml;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.util.List;
import org.apache.spark.serializer.KryoRegistrator;
import org.apache.spark.util.Utils;

/**
 * Registers the classes of linfnet, and those of Spark's tables, that Spark sends between machines
 * or keeps in blocks: {@code spark.kryo.registrator=org.linfnet.ml.KryoClasses}. It is needed only
 * where {@code spark.kryo.registrationRequired} is true.
 */
public final class KryoClasses implements KryoRegistrator {

  /** By name, since many are not public. */
  private static final List<String> NAMES =
      List.of(
          "org.linfnet.input.ExampleBlock",
          "org.linfnet.input.StoredValues$Bytes",
          "org.linfnet.input.StoredValues$Numbers",
          "org.linfnet.input.StoredValues$SparseNumbers",
          "org.linfnet.input.EncodingRule$KnownEncoding",
          "org.linfnet.input.FeatureEncoding",
          "org.linfnet.input.FeatureMoments",
          "org.linfnet.input.FeatureScaling",
          "org.linfnet.input.ImageEncoding",
          "org.linfnet.dataset.Split",
          "org.linfnet.input.MeasuredImages$Moments",
          "org.linfnet.job.ImageFolderTables$DecodedImage",
          "org.linfnet.job.ImageFolderTables$Summary",
          "org.linfnet.layer.Shape",
          "[[F",
          "org.linfnet.network.BatchGradient",
          "org.linfnet.train.ValidationScore",
          "org.linfnet.train.spark.GradientTree",
          "org.linfnet.train.spark.JobGradients$ShardResult",
          "org.linfnet.train.spark.ShardedExamples$ShardSummary",
          "org.apache.spark.ml.linalg.VectorUDT",
          "org.apache.spark.sql.types.ArrayType",
          "org.apache.spark.sql.types.BinaryType$",
          "org.apache.spark.sql.types.BooleanType$",
          "org.apache.spark.sql.types.DoubleType$",
          "org.apache.spark.sql.types.FloatType$",
          "org.apache.spark.sql.types.IntegerType$",
          "org.apache.spark.sql.types.LongType$",
          "org.apache.spark.sql.types.Metadata",
          "[Lorg.apache.spark.sql.types.Metadata;",
          "org.apache.spark.sql.types.StringType$",
          "org.apache.spark.sql.types.StructField",
          "[Lorg.apache.spark.sql.types.StructField;",
          "org.apache.spark.sql.types.StructType",
          "[Lorg.apache.spark.util.io.ChunkedByteBuffer;");

  @Override
  public void registerClasses(Kryo kryo) {
    for (String name : NAMES) {
      kryo.register(Utils.classForName(name, true, false));
    }
    // Stages hold Params, whose classes are Spark's.
    kryo.register(CertifiedAccuracyEvaluator.class, new JavaSerializer());
    kryo.register(LinfDistClassificationModel.class, new JavaSerializer());
    kryo.register(LinfDistClassifier.class, new JavaSerializer());
  }
}
