package org.linfnet.dataset;

import java.util.List;
import org.linfnet.InvalidInputException;

/** The data sets that are known. */
public final class DataSets {

  private static final List<DataSet> ALL =
      List.of(
          new DrawnStrokes(),
          new DrawnGauges(),
          PublishedDataset.MNIST,
          PublishedDataset.FASHION_MNIST,
          Cifar10.PUBLISHED);

  private DataSets() {}

  /** The names of all data sets. */
  public static List<String> names() {
    return ALL.stream().map(DataSet::name).toList();
  }

  /**
   * The data set of a name.
   *
   * @throws InvalidInputException when there is none
   */
  public static DataSet named(String name) {
    return ALL.stream()
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "there is no data set '%s': it is one of %s"
                        .formatted(name, String.join(", ", names()))));
  }
}
