package org.linfnet.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.linfnet.InvalidInputException;
import org.linfnet.input.RadiusUnit;

/**
 * What an evaluation says of itself in {@code evaluation.json}.
 *
 * @param data the table of examples that it read
 * @param inputs the column of their inputs
 * @param unit of radii and epsilons
 * @param lipschitz by how much the network stretches distances; 1 when the record does not say
 * @param weights the trained numbers of the network
 */
record EvaluationRecord(
    Optional<String> data,
    Optional<String> inputs,
    RadiusUnit unit,
    double lipschitz,
    OptionalLong weights) {

  private static final String NAME = "evaluation.json";

  /** The record in a directory of results; of nothing, when there is none. */
  static EvaluationRecord of(InputDirectory results) throws IOException {
    JsonNode record =
        results.holds(NAME)
            ? new ObjectMapper().readTree(results.text(NAME))
            : new ObjectMapper().createObjectNode();
    JsonNode weights = record.path("weights");
    return new EvaluationRecord(
        Optional.ofNullable(record.path("data").textValue()),
        Optional.ofNullable(record.path("features_column").textValue()),
        unit(record.path("radius_unit").textValue()),
        record.path("lipschitz").asDouble(1),
        weights.isNumber() ? OptionalLong.of(weights.longValue()) : OptionalLong.empty());
  }

  private static RadiusUnit unit(String label) {
    if (label == null) {
      return RadiusUnit.PIXEL;
    }
    return Arrays.stream(RadiusUnit.values())
        .filter(unit -> unit.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    NAME + " has the radius unit '" + label + "', which linfnet does not know"));
  }
}
