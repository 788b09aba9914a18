package org.linfnet.layer;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.RandomStream;

/** A kind of layer against its definition and the contract of layers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LayerContract {

  private static final List<Double> SCALES = List.of(1e-30, 1e-3, 1.0, 1e4, 1e15);

  /** Scales of the coefficients of lines, whose products with the numbers may underflow. */
  private static final List<Double> COEFFICIENTS = List.of(1e-15, 1.0, 1e15);

  /** Layers of the kind, with different options. */
  abstract Stream<LayerCase> kinds();

  Stream<LayerCase> steps() {
    RandomStream stream = new RandomStream(9);
    List<Step> steps =
        List.of(
            Step.training(1.5f, stream),
            Step.training(6, stream),
            Step.training(8.5f, stream),
            Step.training(60, stream),
            Step.training(Float.POSITIVE_INFINITY, stream),
            Step.refitting(),
            Step.scoring(),
            Step.scoring(20));
    return kinds().flatMap(kind -> steps.stream().map(kind::in));
  }

  Stream<Arguments> scales() {
    return kinds().flatMap(kind -> SCALES.stream().map(scale -> Arguments.of(kind, scale)));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void outputsAreThoseOfTheFormula(LayerCase kind) {
    new LayerChecks(kind).forward();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void gradientsAreDifferencesOfTheFormula(LayerCase kind) {
    new LayerChecks(kind).gradients();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void bothGradientsInOnePassAreThoseOfTwo(LayerCase kind) {
    new LayerChecks(kind).backward();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void gradientsBySlotsAreAdded(LayerCase kind) {
    new LayerChecks(kind).slotGradientsAreAdded();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aPassIsUsedAgain(LayerCase kind) {
    new LayerChecks(kind).aPassIsUsedAgain();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void examplesAreScoredAlone(LayerCase kind) {
    new LayerChecks(kind).examplesAreScoredAlone();
  }

  @ParameterizedTest
  @MethodSource("scales")
  void noFloatOfABoxLeavesItsBounds(LayerCase kind, double scale) {
    new BoundsChecks(kind).boundsHold(scale);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void gradientsThroughBoundsAreDifferencesOfBounds(LayerCase kind) {
    new BoundsChecks(kind).boundsGradient();
  }

  @ParameterizedTest
  @MethodSource("scales")
  void noFloatOfABoxHasASmallerLead(LayerCase kind, double scale) {
    new BoundsChecks(kind).leadsHold(scale);
  }

  @ParameterizedTest
  @MethodSource("scales")
  void noFloatOfABoxIsBelowItsLines(LayerCase kind, double scale) {
    for (double ofCoefficients : COEFFICIENTS) {
      for (LinearBounds.Below side : LinearBounds.Below.values()) {
        new BoundsChecks(kind).linesHold(scale, ofCoefficients, side);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void gradientsThroughLeadsAreDifferencesOfLeads(LayerCase kind) {
    new BoundsChecks(kind).leadsGradient();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void noPairOfInputsIsStretchedFurther(LayerCase kind) {
    new LayerChecks(kind).lipschitz();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void noFloatIsFurtherFromTheFormula(LayerCase kind) {
    new LayerChecks(kind).roundingError();
  }
}
