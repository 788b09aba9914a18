package org.linfnet.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.linfnet.InvalidInputException;
import org.linfnet.RandomStream;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.ImageFile;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.TableDescription;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.MeasuredImages;
import org.linfnet.input.StoredValues;
import org.linfnet.layer.Shape;

/**
 * The tables of an {@link ImageFolder}, decoded as a distributed job. The id of an image is a hash
 * of its path below the folder. Where the folder has no {@code train} and {@code test}, a hash of
 * the id makes one image of {@value #IMAGES_TO_A_TEST_IMAGE} a test image. Mu and sigma are
 * measured over the training images. The metadata of the labels names the classes.
 */
final class ImageFolderTables implements TableSource {

  /** The name on a command line. */
  static final String NAME = "images";

  private static final int IMAGES_TO_A_TEST_IMAGE = 5;
  private static final int IMAGES_IN_A_FILE = 10_000;
  private static final int NAMED_CLASSES = 20;

  /** What Hadoop takes for a pattern of paths. */
  private static final Pattern WILDCARDS = Pattern.compile("[*?\\[\\]{}\\\\]");

  private static final String GLOB = "*.{[pP][nN][gG],[jJ][pP][gG],[jJ][pP][eE][gG]}";

  @Override
  public List<PreparedTable> tables(Arguments arguments, SparkSession spark) throws Exception {
    TableSource.options(arguments).requireRead(NAME);
    String from =
        arguments
            .text("from")
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "images are read from a folder: name it with --from"));
    return tables(
        ImageFolder.read(StoragePath.read(from, spark.sparkContext().hadoopConfiguration())),
        spark);
  }

  private static List<PreparedTable> tables(ImageFolder folder, SparkSession spark) {
    JavaRDD<DecodedImage> images = images(folder, spark);
    Shape shape = folder.first().shape();
    int classes = folder.classes().size();
    Summary summary =
        images
            .mapPartitions(part -> List.of(new Summary(shape, classes).with(part)).iterator())
            .reduce(Summary::plus);
    requireEachClass(folder, summary);
    return Arrays.stream(Split.values())
        .<PreparedTable>map(split -> new ImageTable(folder, images, summary, split))
        .toList();
  }

  private static JavaRDD<DecodedImage> images(ImageFolder folder, SparkSession spark) {
    String root = folder.path().toString();
    // Spark counts code points, of which Java's strings hold some as two characters.
    int below = root.codePointCount(0, root.length()) + 2;
    long fewest = Math.min(folder.images(), spark.sparkContext().defaultParallelism());
    long files = (folder.images() + IMAGES_IN_A_FILE - 1) / IMAGES_IN_A_FILE;
    return spark
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", true)
        .option("pathGlobFilter", GLOB)
        .load(WILDCARDS.matcher(root).replaceAll("\\\\$0"))
        .select(col("path"), xxhash64(col("path").substr(below, Integer.MAX_VALUE)), col("content"))
        .coalesce(Math.toIntExact(Math.max(fewest, files)))
        .javaRDD()
        .map(
            new Decoder(
                folder.hasSplits(),
                folder.classes(),
                folder.first().name(),
                folder.first().shape()))
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static void requireEachClass(ImageFolder folder, Summary summary) {
    for (int label = 0; label < folder.classes().size(); label++) {
      if (summary.counts(Split.TRAIN)[label] == 0) {
        throw new InvalidInputException(
            ("class %s of %s has no training image, for a hash of the path has made all of its"
                    + " images test images: add some, or make the folders train and test")
                .formatted(folder.classes().get(label), folder.path()));
      }
    }
    if (summary.count(Split.TEST) == 0) {
      throw new InvalidInputException(
          ("%s has no test image, for a hash of the path has made all of its %d images training"
                  + " images: add some, or make the folders train and test")
              .formatted(folder.path(), folder.images()));
    }
  }

  /** An image as it is kept until it is written. Not a record, since Kryo may carry it. */
  private static final class DecodedImage implements Serializable {

    private static final long serialVersionUID = 1;

    private final Split split;
    private final long id;
    private final int label;
    private final byte[] pixels;

    DecodedImage(Split split, long id, int label, byte[] pixels) {
      this.split = split;
      this.id = id;
      this.label = label;
      this.pixels = pixels;
    }

    private Row row() {
      return RowFactory.create(id, label, pixels);
    }
  }

  /**
   * Decodes rows of a path, an id and the bytes of a file.
   *
   * @param hasSplits whether folders of classes lie in the folders of splits
   * @param classes the names of their folders
   * @param first an image, for messages
   * @param shape of the first image, and so of all
   */
  private record Decoder(boolean hasSplits, List<String> classes, String first, Shape shape)
      implements Function<Row, DecodedImage> {

    private static final long serialVersionUID = 1;

    @Override
    public DecodedImage call(Row file) {
      String path = file.getString(0);
      ImageFile image = ImageFile.decode(path, file.getAs(2));
      if (!image.shape().equals(shape)) {
        throw new InvalidInputException(
            ("%s is %s and %s is %s: give all images one size and the same channels; they are not"
                    + " resized here")
                .formatted(first, shape, path, image.shape()));
      }
      long id = file.getLong(1);
      String[] names = path.split("/", -1);
      int label = classes.indexOf(names[names.length - 2]);
      if (label < 0) {
        throw new InvalidInputException(
            path + " is new: the folder changed while it was read; try again");
      }
      Split split = hasSplits ? named(names[names.length - 3]) : drawn(id);
      return new DecodedImage(split, id, label, image.pixels());
    }

    private static Split named(String name) {
      return name.equals(Split.TEST.lowerCase()) ? Split.TEST : Split.TRAIN;
    }

    private static Split drawn(long id) {
      long hash = new RandomStream(id).at(0).seed();
      return Math.floorMod(hash, IMAGES_TO_A_TEST_IMAGE) == 0 ? Split.TEST : Split.TRAIN;
    }
  }

  /**
   * The images of each class in each split, and what is measured of the training images. Not a
   * record, since Kryo may carry it.
   */
  private static final class Summary implements Serializable {

    private static final long serialVersionUID = 1;

    private final Shape shape;
    private final long[] train;
    private final long[] test;
    private MeasuredImages.Moments moments;

    /** Of no image. */
    Summary(Shape shape, int classes) {
      StoredValues none = StoredValues.of(new byte[0], shape.size());
      this.shape = shape;
      this.train = new long[classes];
      this.test = new long[classes];
      this.moments = new MeasuredImages(shape).measure(ExampleBlock.numbered(0, new int[0], none));
    }

    private Summary with(Iterator<DecodedImage> images) {
      MeasuredImages rule = new MeasuredImages(shape);
      images.forEachRemaining(
          image -> {
            counts(image.split)[image.label]++;
            if (image.split == Split.TRAIN) {
              StoredValues pixels = StoredValues.of(image.pixels, shape.size());
              ExampleBlock example = ExampleBlock.of(image.id, image.label, 1, pixels);
              moments = moments.plus(rule.measure(example));
            }
          });
      return this;
    }

    private Summary plus(Summary other) {
      Summary sum = new Summary(shape, train.length);
      Arrays.setAll(sum.train, label -> train[label] + other.train[label]);
      Arrays.setAll(sum.test, label -> test[label] + other.test[label]);
      sum.moments = moments.plus(other.moments);
      return sum;
    }

    private long[] counts(Split split) {
      return split == Split.TRAIN ? train : test;
    }

    private long count(Split split) {
      return Arrays.stream(counts(split)).sum();
    }
  }

  /**
   * One of the two tables.
   *
   * @param folder that holds the images
   * @param images of both splits, cached
   * @param measured of all images
   * @param split which of them are in this table
   */
  private record ImageTable(
      ImageFolder folder, JavaRDD<DecodedImage> images, Summary measured, Split split)
      implements PreparedTable {

    @Override
    public void write(Consumer<Dataset<Row>> writer, SparkSession spark) {
      Split wanted = split;
      JavaRDD<Row> rows = images.filter(image -> image.split == wanted).map(DecodedImage::row);
      writer.accept(spark.createDataFrame(rows, schema()));
    }

    private StructType schema() {
      List<String> classes = folder.classes();
      StructField[] fields =
          ExampleSchema.of(
                  TableDescription.measured(
                      folder.path().getName(), split, measured.moments, classes.size()))
              .fields()
              .clone();
      for (int i = 0; i < fields.length; i++) {
        if (fields[i].name().equals(ExampleSchema.LABEL)) {
          fields[i] =
              new StructField(
                  fields[i].name(),
                  fields[i].dataType(),
                  fields[i].nullable(),
                  NominalAttribute.defaultAttr()
                      .withName(ExampleSchema.LABEL)
                      .withValues(classes.toArray(String[]::new))
                      .toMetadata());
        }
      }
      return new StructType(fields);
    }

    @Override
    public String summary() {
      List<String> classes = folder.classes();
      String more =
          classes.size() <= NAMED_CLASSES
              ? ""
              : " and %d more".formatted(classes.size() - NAMED_CLASSES);
      return "%d images of %s, %d classes: %s%s"
          .formatted(
              measured.count(split),
              folder.first().shape(),
              classes.size(),
              String.join(", ", classes.subList(0, Math.min(NAMED_CLASSES, classes.size()))),
              more);
    }
  }
}
