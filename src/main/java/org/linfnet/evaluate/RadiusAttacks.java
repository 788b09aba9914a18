package org.linfnet.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.attack.Attack;
import org.linfnet.attack.AttackedExamples;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.attack.Counterexample;
import org.linfnet.evaluate.ExampleResult.Outcome;

/** Attacks blocks of examples within each radius of a plan in turn, the smallest first. */
final class RadiusAttacks {

  private final AttackedNetwork network;
  private final double[] epsilons;
  private final List<Attack> attacks;

  RadiusAttacks(AttackedNetwork network, EvaluationPlan plan) {
    this.network = network;
    this.epsilons = plan.epsilons();
    this.attacks = plan.attack().attacks(plan.seed(), network.encoding(), network.classes());
  }

  /**
   * Adds an outcome for each radius to each result. Certified and misclassified examples are not
   * attacked.
   *
   * @param values of the examples in the user's units, {@code double[size * inputs]}
   * @param certified the results without outcomes
   */
  List<ExampleResult> attack(double[] values, List<ExampleResult> certified) {
    List<List<Outcome>> outcomes = new ArrayList<>();
    certified.forEach(result -> outcomes.add(new ArrayList<>()));
    AttackedExamples attacked =
        new AttackedExamples(
            network.encoding(),
            certified.stream().mapToLong(ExampleResult::id).toArray(),
            values,
            certified.stream().mapToInt(ExampleResult::target).toArray());
    for (double epsilon : epsilons) {
      Status[] statuses =
          certified.stream().map(result -> result.unattacked(epsilon)).toArray(Status[]::new);
      attacked = attacked.within(epsilon, spared(statuses));
      for (Attack attack : attacks) {
        attack.attack(network, attacked);
      }
      for (int b = 0; b < statuses.length; b++) {
        Counterexample found = attacked.counterexample(b).orElse(null);
        Status status = found == null ? statuses[b] : Status.ATTACKED;
        outcomes.get(b).add(new Outcome(epsilon, status, found));
      }
    }
    List<ExampleResult> results = new ArrayList<>();
    for (int b = 0; b < outcomes.size(); b++) {
      results.add(certified.get(b).with(outcomes.get(b)));
    }
    return results;
  }

  private static boolean[] spared(Status[] statuses) {
    boolean[] spared = new boolean[statuses.length];
    for (int b = 0; b < spared.length; b++) {
      spared[b] = statuses[b] != Status.UNKNOWN;
    }
    return spared;
  }
}
