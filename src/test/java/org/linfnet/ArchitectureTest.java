package org.linfnet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.input.Encoding;
import org.linfnet.layer.Layer;

/** The packages' arrows: each knows only those before it. */
class ArchitectureTest {

  private static final List<String> PACKAGES =
      List.of(
          "kernel",
          "layer",
          "network",
          "input",
          "dataset",
          "certify",
          "onnx",
          "attack",
          "explain",
          "scorer",
          "train",
          "model",
          "evaluate",
          "ml",
          "report",
          "job");
  private static final JavaClasses LINFNET =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.linfnet");

  static Stream<Arguments> packagesAndThoseAfterThem() {
    return IntStream.range(0, PACKAGES.size() - 1)
        .mapToObj(i -> Arguments.of(PACKAGES.get(i), PACKAGES.subList(i + 1, PACKAGES.size())));
  }

  @ParameterizedTest
  @MethodSource("packagesAndThoseAfterThem")
  void aPackageKnowsNoneAfterIt(String name, List<String> later) {
    String[] unknown = later.stream().map(ArchitectureTest::within).toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(within(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(unknown)
        .allowEmptyShould(true)
        .check(LINFNET);
  }

  @Test
  void thereIsNoOtherPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            Stream.concat(Stream.of("org.linfnet"), PACKAGES.stream().map(ArchitectureTest::within))
                .toArray(String[]::new))
        .should()
        .resideInAPackage("org.linfnet..")
        .allowEmptyShould(true)
        .check(LINFNET);
  }

  @Test
  void onlyTheSimdKernelsKnowTheVectorApi() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.linfnet.kernel.simd")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator..")
        .check(LINFNET);
  }

  @ParameterizedTest
  @MethodSource("packagesWithoutSpark")
  void aPackageWithoutSparkKnowsNone(String name) {
    noClasses()
        .that()
        .resideInAPackage(within(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .allowEmptyShould(true)
        .check(LINFNET);
  }

  static Stream<String> packagesWithoutSpark() {
    return Stream.of(
        "kernel", "layer", "network", "input", "certify", "onnx", "scorer", "attack", "explain",
        "report");
  }

  /** The jar of the scorer holds these packages and nothing else. */
  @ParameterizedTest
  @ValueSource(
      strings = {"kernel", "layer", "network", "input", "certify", "attack", "explain", "scorer"})
  void theScorerKnowsTheJdkAndItsOwnPackages(String name) {
    noClasses()
        .that()
        .resideInAPackage(within(name))
        .should()
        .dependOnClassesThat(
            not(
                resideInAnyPackage("java..", "com.sun.management", "jdk.incubator..")
                    .or(
                        resideInAnyPackage(
                            "org.linfnet",
                            within("kernel"),
                            within("layer"),
                            within("network"),
                            within("input"),
                            within("certify"),
                            within("attack"),
                            within("explain"),
                            within("scorer")))))
        .check(LINFNET);
  }

  @Test
  void dataSetsKnowRowsSchemasAndVectorsOnly() {
    noClasses()
        .that()
        .resideInAPackage(within("dataset"))
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.apache.spark..")
                .and(
                    not(
                        resideInAnyPackage(
                            "org.apache.spark.sql",
                            "org.apache.spark.sql.types",
                            "org.apache.spark.ml.linalg"))))
        .check(LINFNET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"network", "certify", "attack", "explain", "train", "evaluate", "ml", "job"})
  void noPackageAsksWhichLayerKindOrEncodingItHas(String name) {
    noClasses()
        .that()
        .resideInAPackage(within(name))
        .should()
        .dependOnClassesThat(isAKindOf(Layer.class).or(isAKindOf(Encoding.class)))
        .check(LINFNET);
  }

  /** A class behind a contract, or inside of one. */
  private static DescribedPredicate<JavaClass> isAKindOf(Class<?> contract) {
    return assignableTo(contract)
        .and(not(equivalentTo(contract)))
        .as("are kinds of %s", contract.getSimpleName());
  }

  @Test
  void trainingKnowsSparkOnlyWhereStepsAreDistributed() {
    noClasses()
        .that()
        .resideInAPackage("org.linfnet.train")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(LINFNET);
  }

  /** {@link Math} may round a power differently on another machine; {@link StrictMath} may not. */
  @Test
  void trainingTakesPowersAndLogarithmsOfStrictMath() {
    noClasses()
        .that()
        .resideInAnyPackage(within("layer"), within("train"))
        .or()
        .haveSimpleName("LargePower")
        .should()
        .callMethodWhere(
            JavaCall.Predicates.target(
                    HasOwner.Predicates.With.<JavaClass>owner(equivalentTo(Math.class)))
                .and(
                    JavaCall.Predicates.target(
                        HasName.Predicates.nameMatching(
                            "log|log10|log1p|exp|expm1|pow|sin|cos|tan|tanh|cbrt"))))
        .check(LINFNET);
  }

  private static String within(String name) {
    return "org.linfnet." + name + "..";
  }
}
