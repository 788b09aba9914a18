package org.linfnet.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.linfnet.InvalidInputException;
import org.linfnet.input.Encoding;
import org.linfnet.input.EncodingDescription;
import org.linfnet.input.Encodings;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.network.Network;

/**
 * What a saved model says about itself beside its numbers.
 *
 * @param network the layers
 * @param encoding from users' values to network units
 * @param recipe every key of the recipe with its value; empty when it is not known
 * @param temperature see {@link TrainedModel#temperature}
 * @param sha256 of the numbers, see {@link TrainedModel#sha256}
 */
record ModelDescription(
    Network network,
    Encoding encoding,
    SortedMap<String, String> recipe,
    double temperature,
    String sha256) {

  /** The version of the saved form. */
  static final int VERSION = 2;

  private static final String VERSION_KEY = "linfnetModel";
  private static final String INPUTS = "inputs";
  private static final String CLASSES = "classes";
  private static final String MEMBERS = "members";
  private static final String LAYERS = "layers";
  private static final String OPTIONS = "options";
  private static final String ENCODING = "encoding";
  private static final String NUMBERS = "numbers";
  private static final String KIND = "kind";
  private static final String NAME = "name";
  private static final String VALUES = "values";
  private static final String RECIPE = "recipe";
  private static final String TEMPERATURE = "temperature";
  private static final String SHA_256 = "sha256";

  /**
   * @throws InvalidInputException when the encoding does not give what the network takes
   */
  ModelDescription {
    TrainedModel.requireWidth(encoding, network.inputSize());
  }

  static ModelDescription of(TrainedModel model) {
    return new ModelDescription(
        model.network().network(),
        model.network().encoding(),
        model.recipe(),
        model.temperature(),
        model.sha256());
  }

  Metadata toMetadata() {
    Shape shape = network.inputs();
    MetadataBuilder metadata =
        new MetadataBuilder()
            .putLong(VERSION_KEY, VERSION)
            .putLongArray(INPUTS, new long[] {shape.channels(), shape.height(), shape.width()})
            .putLong(CLASSES, network.classes())
            .putLong(MEMBERS, network.members())
            .putMetadataArray(
                LAYERS,
                network.descriptions().stream()
                    .map(ModelDescription::layerMetadata)
                    .toArray(Metadata[]::new))
            .putMetadata(ENCODING, encodingMetadata(encoding.description()))
            .putDouble(TEMPERATURE, temperature)
            .putString(SHA_256, sha256);
    putEntries(metadata, RECIPE, recipe);
    return metadata.build();
  }

  private static Metadata layerMetadata(LayerDescription layer) {
    MetadataBuilder metadata = new MetadataBuilder().putString(KIND, layer.kind());
    putEntries(metadata, OPTIONS, layer.options());
    return metadata.build();
  }

  private static Metadata encodingMetadata(EncodingDescription encoding) {
    Metadata[] numbers =
        new TreeMap<>(encoding.numbers())
            .entrySet().stream()
                .map(
                    entry ->
                        new MetadataBuilder()
                            .putString(NAME, entry.getKey())
                            .putDoubleArray(VALUES, entry.getValue())
                            .build())
                .toArray(Metadata[]::new);
    return new MetadataBuilder()
        .putString(KIND, encoding.kind())
        .putMetadataArray(NUMBERS, numbers)
        .build();
  }

  /**
   * Reads what {@link #toMetadata} gave.
   *
   * @throws InvalidInputException when it is no description, or one of a later version
   */
  static ModelDescription fromMetadata(Metadata metadata) {
    if (!metadata.contains(VERSION_KEY)) {
      throw new InvalidInputException(
          "its data describe no network; name the directory of a linfnet model");
    }
    long version = metadata.getLong(VERSION_KEY);
    if (version != VERSION) {
      throw new InvalidInputException(
          "it has version %d, and this linfnet reads versions up to %d; use a newer linfnet"
              .formatted(version, VERSION));
    }
    try {
      return fromFields(metadata);
    } catch (RuntimeException e) {
      throw new InvalidInputException(
          "its description cannot be used (%s); use the linfnet that wrote it, or train it again"
              .formatted(e.getMessage()));
    }
  }

  private static ModelDescription fromFields(Metadata metadata) {
    int[] sides = Arrays.stream(metadata.getLongArray(INPUTS)).mapToInt(Math::toIntExact).toArray();
    List<LayerDescription> layers =
        Arrays.stream(metadata.getMetadataArray(LAYERS))
            .map(layer -> new LayerDescription(layer.getString(KIND), entries(layer, OPTIONS)))
            .toList();
    return new ModelDescription(
        new Network(
            new Shape(sides[0], sides[1], sides[2]),
            Math.toIntExact(metadata.getLong(CLASSES)),
            layers,
            members(metadata)),
        encoding(metadata.getMetadata(ENCODING)),
        entries(metadata, RECIPE),
        temperature(metadata),
        metadata.getString(SHA_256));
  }

  /** How many members a model has; the first of this version say nothing and have one. */
  private static int members(Metadata metadata) {
    return metadata.contains(MEMBERS) ? Math.toIntExact(metadata.getLong(MEMBERS)) : 1;
  }

  /** The temperature that a model was saved with; the first of this version have none. */
  private static double temperature(Metadata metadata) {
    return metadata.contains(TEMPERATURE)
        ? metadata.getDouble(TEMPERATURE)
        : TrainedModel.UNFITTED_TEMPERATURE;
  }

  private static Encoding encoding(Metadata metadata) {
    Map<String, double[]> numbers = new HashMap<>();
    for (Metadata entry : metadata.getMetadataArray(NUMBERS)) {
      numbers.put(entry.getString(NAME), entry.getDoubleArray(VALUES));
    }
    return Encodings.of(new EncodingDescription(metadata.getString(KIND), numbers));
  }

  /**
   * Puts lines {@code key=value}, and nothing where there are none: Spark reads an empty array of
   * text as one of numbers.
   */
  private static void putEntries(
      MetadataBuilder metadata, String key, Map<String, String> entries) {
    if (!entries.isEmpty()) {
      metadata.putStringArray(
          key,
          entries.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .toArray(String[]::new));
    }
  }

  private static SortedMap<String, String> entries(Metadata metadata, String key) {
    SortedMap<String, String> entries = new TreeMap<>();
    if (metadata.contains(key)) {
      for (String line : metadata.getStringArray(key)) {
        int equals = line.indexOf('=');
        entries.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return entries;
  }
}
