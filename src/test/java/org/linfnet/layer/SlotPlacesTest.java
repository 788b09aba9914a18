package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;
import org.linfnet.layer.Slot.Role;

class SlotPlacesTest {

  private static final Slot.Update DECAYING = Slot.Update.decaying(new RowNormDecay(3));

  private final SlotPlaces places = new SlotPlaces();

  @Test
  void slotsLieOneBehindAnotherUnderTheNamesOfTheirLayers() {
    places.beginLayer("1.affine");
    Slot weights = places.trained("weights", 6, DECAYING);
    places.beginLayer("2.mean-shift");
    Slot means = places.running("means", 2);
    assertThat(weights).isEqualTo(new Slot("1.affine.weights", 0, 6, Role.TRAINED, DECAYING));
    assertThat(means)
        .isEqualTo(new Slot("2.mean-shift.means", 6, 2, Role.RUNNING, Slot.Update.PLAIN));
    assertThat(places.slots()).containsExactly(weights, means);
    assertThat(places.size()).isEqualTo(8);
  }

  @Test
  void moreNumbersThanAnArrayHoldsAreRefused() {
    places.beginLayer("1.affine");
    places.trained("weights", 1L << 30, Slot.Update.PLAIN);
    assertThatThrownBy(() -> places.trained("bias", 1L << 30, Slot.Update.PLAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("do not fit one array");
  }
}
