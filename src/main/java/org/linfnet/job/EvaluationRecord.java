package org.linfnet.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.linfnet.InvalidInputException;
import org.linfnet.input.RadiusUnit;
import org.linfnet.model.TrainedModel;
import org.linfnet.report.Fact;

/**
 * What an evaluation says of itself in {@code evaluation.json}.
 *
 * @param fields of the record; none when there is no record
 */
record EvaluationRecord(JsonNode fields) {

  /** The field of the classes' names, a list. */
  static final String CLASSES = "classes";

  private static final String NAME = "evaluation.json";
  private static final String MODEL = "model";
  private static final String MODEL_SHA_256 = "model_sha256";
  private static final String CLASSIFIER = "classifier";
  private static final int DIGITS_SHOWN = 12;
  private static final List<String> RECIPE_KEYS =
      List.of(
          "data-set",
          "network.layers",
          "network.hidden-layers",
          "network.width",
          "epochs",
          "margin",
          "seed");

  /**
   * The record in a directory of results; of nothing, when there is none.
   *
   * @throws InvalidInputException when it is no JSON
   */
  static EvaluationRecord of(InputDirectory results) throws IOException {
    try {
      return new EvaluationRecord(
          results.holds(NAME)
              ? new ObjectMapper().readTree(results.text(NAME).replace("\uFEFF", ""))
              : new ObjectMapper().createObjectNode());
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "%s line %d is no JSON: mend it, or delete the file"
              .formatted(results.path(NAME), e.getLocation().getLineNr()));
    }
  }

  /** The table of examples that the evaluation read. */
  Optional<String> data() {
    return text("data");
  }

  /** What that table is written in; absent for Parquet. */
  Optional<String> format() {
    return text("format");
  }

  /** The column of their inputs. */
  Optional<String> inputs() {
    return text("features_column");
  }

  /** What a class is called: its name where the labels have names, or else its number. */
  String className(int label) {
    return fields.path(CLASSES).path(label).asText(Integer.toString(label));
  }

  /** The unit of radii and epsilons. */
  RadiusUnit unit() {
    String label = text("radius_unit").orElse(RadiusUnit.PIXEL.label());
    return Arrays.stream(RadiusUnit.values())
        .filter(unit -> unit.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    NAME + " has the radius unit '" + label + "', which linfnet does not know"));
  }

  /** By how much the network stretches distances; 1 when the record does not say. */
  double lipschitz() {
    return fields.path("lipschitz").asDouble(1);
  }

  /** The trained numbers of the network. */
  OptionalLong weights() {
    JsonNode weights = fields.path("weights");
    return weights.isNumber() ? OptionalLong.of(weights.longValue()) : OptionalLong.empty();
  }

  /**
   * Checks that a model is the one that was evaluated, as far as the record says.
   *
   * @param path of the model, for messages
   * @throws InvalidInputException when it is another
   */
  void requireSame(String path, TrainedModel model) {
    Optional<String> evaluated = text(MODEL_SHA_256);
    boolean other = evaluated.isPresent() && !evaluated.get().equals(model.sha256());
    if (other || text(CLASSIFIER).isPresent()) {
      throw new InvalidInputException(
          "%s is not the model that was evaluated, which is %s: name that one, or leave out --model"
              .formatted(path, text(MODEL).or(() -> text(CLASSIFIER)).orElse("another")));
    }
  }

  /** What a reader of the results wants to know of them. */
  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    text(MODEL).ifPresent(model -> facts.add(new Fact(MODEL, model + shortSha())));
    text(CLASSIFIER).ifPresent(classifier -> facts.add(new Fact(MODEL, classifier)));
    data().ifPresent(data -> facts.add(new Fact("data", data)));
    recipe().ifPresent(recipe -> facts.add(new Fact("recipe", recipe)));
    for (String name : List.of("attack", "seed", "date")) {
      JsonNode value = fields.path(name);
      if (value.isValueNode()) {
        facts.add(new Fact(name.equals("seed") ? "seed of the attack" : name, value.asText()));
      }
    }
    return facts;
  }

  private String shortSha() {
    return text(MODEL_SHA_256)
        .map(sha -> " (SHA-256 " + sha.substring(0, Math.min(DIGITS_SHOWN, sha.length())) + ")")
        .orElse("");
  }

  private Optional<String> recipe() {
    JsonNode recipe = fields.path("recipe");
    List<String> shown =
        RECIPE_KEYS.stream()
            .filter(key -> recipe.path(key).isTextual())
            .map(key -> key + " " + recipe.path(key).asText())
            .toList();
    return shown.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", shown));
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(fields.path(name).textValue());
  }
}
