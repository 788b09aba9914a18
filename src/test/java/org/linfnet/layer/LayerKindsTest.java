package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;

class LayerKindsTest {

  @Test
  void everyKindHasATestOfTheContract() {
    assertThat(contractTests().flatMap(LayerContract::kinds))
        .extracting(tested -> tested.description().kind())
        .containsAll(LayerKinds.names());
  }

  private static Stream<LayerContract> contractTests() {
    return new ClassFileImporter()
        .importPackages("org.linfnet.layer").stream()
            .filter(type -> type.isAssignableTo(LayerContract.class))
            .filter(type -> !type.isEquivalentTo(LayerContract.class))
            .map(JavaClass::reflect)
            .map(LayerKindsTest::contractTest);
  }

  private static LayerContract contractTest(Class<?> type) {
    try {
      return (LayerContract) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " has no constructor without arguments", e);
    }
  }

  @Test
  void anUnknownKindIsNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> layer(LayerDescription.of("dense")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "layer 4: there is no layer kind 'dense'; the kinds are "
                + String.join(", ", LayerKinds.names()));
  }

  @Test
  void anUnknownOptionIsNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> layer(LayerDescription.of("distance", Map.of("width", "3"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "layer 4: the layer kind 'distance' has no option 'width'; its options are "
                + "outputs, start");
    assertThatThrownBy(() -> LayerKinds.requireKnown("x.conf: 2", relu(Map.of("slope", "1"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("x.conf: 2: the layer kind 'relu' has no option 'slope'; it has none");
  }

  private static LayerDescription relu(Map<String, String> options) {
    return LayerDescription.of("relu", options);
  }

  private static Layer layer(LayerDescription description) {
    return LayerKinds.layer(
        new LayerOptions("layer 4", description, 10), Shape.vector(4), new SlotPlaces());
  }
}
