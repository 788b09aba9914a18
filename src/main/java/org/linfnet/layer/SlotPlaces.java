package org.linfnet.layer;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.InvalidInputException;

/** Gives places in the flat array of a network's numbers, one slot after another. */
public final class SlotPlaces {

  /** The longest array of floats that every JVM can allocate. */
  private static final int MOST_NUMBERS = Integer.MAX_VALUE - 16;

  private final List<Slot> slots = new ArrayList<>();
  private String layer = "";
  private long size;

  /** Names the layer that the next slots belong to. */
  public void beginLayer(String name) {
    layer = name;
  }

  /** A slot that the optimiser moves. */
  public Slot trained(String name, long length, Slot.Update update) {
    return place(name, length, Slot.Role.TRAINED, update);
  }

  /** A slot that averages a statistic of the batches. */
  public Slot running(String name, long length) {
    return place(name, length, Slot.Role.RUNNING, Slot.Update.PLAIN);
  }

  private Slot place(String name, long length, Slot.Role role, Slot.Update update) {
    if (size + length > MOST_NUMBERS) {
      throw new InvalidInputException(
          "the network has more than %d numbers, which do not fit one array: make it smaller"
              .formatted(MOST_NUMBERS));
    }
    Slot slot = new Slot(layer + "." + name, (int) size, (int) length, role, update);
    size += length;
    slots.add(slot);
    return slot;
  }

  /** The slots placed so far. */
  public List<Slot> slots() {
    return List.copyOf(slots);
  }

  /** The numbers of all slots placed so far. */
  public int size() {
    return (int) size;
  }
}
