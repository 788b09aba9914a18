package org.linfnet.input;

import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag$;

/**
 * Spark's Kryo, which a user may choose for what tasks exchange and for what is written to disk.
 */
final class Kryo {

  private Kryo() {}

  static <T> T copy(T object, Class<T> type) {
    SerializerInstance kryo = new KryoSerializer(new SparkConf(false)).newInstance();
    return kryo.deserialize(
        kryo.serialize(object, ClassTag$.MODULE$.apply(type)), ClassTag$.MODULE$.apply(type));
  }
}
