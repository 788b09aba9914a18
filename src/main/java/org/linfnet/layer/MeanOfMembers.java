package org.linfnet.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.Rows;
import org.linfnet.kernel.ScalarKernels;

/**
 * The mean of what several stacks of layers give for the same input, {@code y = 1/K sum_m f_m(x)}.
 * Members that move no two inputs further apart have a mean that does not either. The share 1/K is
 * rounded down to a float.
 *
 * @param members the stacks; each has layers of the same shapes
 */
record MeanOfMembers(List<List<Layer>> members) implements Layer {

  private static final long serialVersionUID = 1;

  /** Copies the lists. */
  MeanOfMembers {
    members = members.stream().map(List::copyOf).toList();
  }

  private List<Layer> first() {
    return members.get(0);
  }

  /** 1/K, rounded down. */
  float share() {
    return FloatSums.roundedDown(1.0 / members.size());
  }

  @Override
  public Shape inputs() {
    return first().get(0).inputs();
  }

  @Override
  public Shape outputs() {
    return first().get(first().size() - 1).outputs();
  }

  @Override
  public List<Slot> slots() {
    return members.stream().flatMap(List::stream).flatMap(layer -> layer.slots().stream()).toList();
  }

  @Override
  public void start(float[] numbers, Random random) {
    members.stream().flatMap(List::stream).forEach(layer -> layer.start(numbers, random));
  }

  @Override
  public boolean nonexpansive() {
    return members.stream().flatMap(List::stream).allMatch(Layer::nonexpansive);
  }

  /** The mean of the members' constants; 1 where each is 1. */
  @Override
  public double lipschitz(float[] numbers) {
    double sum = 0;
    boolean ones = true;
    for (List<Layer> member : members) {
      double constant = Layer.lipschitz(member, numbers);
      sum = Math.nextUp(sum + constant);
      ones &= constant == 1;
    }
    return ones ? 1 : Math.nextUp(sum * share());
  }

  /** The mean of the members' errors, and that of the sum that makes the mean. */
  @Override
  public double roundingError(float[] numbers, Bounds input, Bounds output) {
    List<BoxStack> stacks =
        members.stream()
            .map(member -> new BoxStack(member, Kernels.of(new ScalarKernels()), 1))
            .toList();
    double[] absolute = new double[outputs().size()];
    double errors = 0;
    for (BoxStack stack : stacks) {
      Bounds reached = stack.bounds(numbers, input, 1);
      Arrays.setAll(absolute, j -> absolute[j] + share() * magnitude(reached, j));
      errors = Math.nextUp(errors + stack.roundingError(numbers, 0));
    }
    double most = Arrays.stream(absolute).reduce(0, Math::max);
    return Math.nextUp(Math.nextUp(errors * share()) + sums().error(sums().atMostInDouble(most)));
  }

  private static double magnitude(Bounds bounds, int at) {
    return Math.max(Math.abs(bounds.lower()[at]), Math.abs(bounds.upper()[at]));
  }

  /** Of the products that another runtime adds up for a mean. */
  private FloatSums sums() {
    return new FloatSums(members.size() * outputs().size());
  }

  @Override
  public <V> V formula(Operations<V> operations, float[] numbers, V x) {
    V joined = null;
    for (List<Layer> member : members) {
      V y = x;
      for (Layer layer : member) {
        y = layer.formula(operations, numbers, y);
      }
      joined = joined == null ? y : operations.joined(joined, y);
    }
    int count = outputs().size();
    float[] shares = new float[count * count * members.size()];
    for (int j = 0; j < count; j++) {
      for (int m = 0; m < members.size(); m++) {
        shares[(j * members.size() + m) * count + j] = share();
      }
    }
    return operations.products(
        joined, new WeightMatrix(count, count * members.size(), new Rows(shares, 0)));
  }

  @Override
  public LayerPass pass(Kernels kernels, int capacity) {
    return new Pass(this, kernels, capacity);
  }

  private static final class Pass implements LayerPass {

    private final MeanOfMembers layer;
    private final List<LayerStack> stacks;
    private final List<BoxStack> boxes;
    private final int inputs;
    private final int outputs;
    private final float share;

    Pass(MeanOfMembers layer, Kernels kernels, int capacity) {
      this.layer = layer;
      this.stacks =
          layer.members.stream().map(member -> new LayerStack(member, kernels, capacity)).toList();
      this.boxes =
          layer.members.stream().map(member -> new BoxStack(member, kernels, capacity)).toList();
      this.inputs = layer.inputs().size();
      this.outputs = layer.outputs().size();
      this.share = layer.share();
    }

    @Override
    public void forward(LayerBlock block) {
      int count = block.batch() * outputs;
      Arrays.fill(block.output(), 0, count, 0f);
      for (LayerStack stack : stacks) {
        float[] y = stack.forward(block.step(), block.numbers(), block.input(), block.batch());
        for (int i = 0; i < count; i++) {
          block.output()[i] += share * y[i];
        }
      }
    }

    @Override
    public void inputGradient(LayerBlock block, float[] outputGradient, float[] inputGradient) {
      back(block, outputGradient, inputGradient, LayerPass::inputGradient);
    }

    @Override
    public void slotGradient(LayerBlock block, float[] outputGradient, float[] sums) {
      backward(block, outputGradient, new float[block.batch() * inputs], sums);
    }

    @Override
    public void backward(
        LayerBlock block, float[] outputGradient, float[] inputGradient, float[] sums) {
      back(
          block,
          outputGradient,
          inputGradient,
          (pass, at, byOutput, byInput) -> pass.backward(at, byOutput, byInput, sums));
    }

    /** What carries a gradient back through one layer. */
    @FunctionalInterface
    private interface BackStep {
      void carry(LayerPass pass, LayerBlock block, float[] outputGradient, float[] inputGradient);
    }

    private void back(
        LayerBlock block, float[] outputGradient, float[] inputGradient, BackStep step) {
      float[] shared = shared(outputGradient, block.batch() * outputs);
      Arrays.fill(inputGradient, 0, block.batch() * inputs, 0f);
      for (int m = 0; m < stacks.size(); m++) {
        float[] gradient = shared;
        for (int l = stacks.get(m).size() - 1; l >= 0; l--) {
          int before = layer.members.get(m).get(l).inputs().size();
          float[] byInput = new float[block.batch() * before];
          step.carry(stacks.get(m).pass(l), stacks.get(m).block(l), gradient, byInput);
          gradient = byInput;
        }
        for (int i = 0; i < block.batch() * inputs; i++) {
          inputGradient[i] += gradient[i];
        }
      }
    }

    private float[] shared(float[] gradient, int count) {
      float[] shared = new float[count];
      for (int i = 0; i < count; i++) {
        shared[i] = share * gradient[i];
      }
      return shared;
    }

    @Override
    public void statistics(LayerBlock block, float[] sums) {
      stacks.forEach(stack -> stack.statistics(sums));
    }

    @Override
    public void bounds(BoundsBlock block) {
      List<Bounds> reached =
          boxes.stream()
              .map(stack -> stack.bounds(block.numbers(), block.input(), block.batch()))
              .toList();
      for (int i = 0; i < block.batch() * outputs; i++) {
        double lower = 0;
        double upper = 0;
        for (Bounds member : reached) {
          lower += (double) share * member.lower()[i];
          upper += (double) share * member.upper()[i];
        }
        double allowance = allowance(reached, i);
        block.output().lower()[i] = FloatSums.roundedDown(lower - allowance);
        block.output().upper()[i] = FloatSums.roundedUp(upper + allowance);
      }
    }

    /** How far a float mean can lie from the real one, and what doubles round beside it. */
    private double allowance(List<Bounds> reached, int at) {
      double absolute = 0;
      for (Bounds member : reached) {
        absolute += share * magnitude(member, at);
      }
      FloatSums sums = layer.sums();
      return sums.error(sums.atMostInDouble(absolute)) * FloatSums.SLACK
          + absolute * (reached.size() + 4) * 0x1p-52;
    }

    @Override
    public void boundsGradient(
        BoundsBlock block, Bounds outputGradient, Bounds inputGradient, float[] sums) {
      int count = block.batch() * outputs;
      Bounds gradient =
          new Bounds(shared(outputGradient.lower(), count), shared(outputGradient.upper(), count));
      Arrays.fill(inputGradient.lower(), 0f);
      Arrays.fill(inputGradient.upper(), 0f);
      boxes.forEach(stack -> inputGradient.add(back(stack, stack.last(), gradient, sums)));
    }

    /** The mean of the members' leads. */
    @Override
    public void leads(BoundsBlock block, Leads leads) {
      bounds(block);
      List<Bounds> reached =
          boxes.stream().map(stack -> stack.block(stack.last()).output()).toList();
      double[] sum = new double[block.batch() * outputs];
      for (BoxStack stack : boxes) {
        Leads ofMember = leads.unfilled();
        stack.pass(stack.last()).leads(withScratch(stack.block(stack.last())), ofMember);
        Arrays.setAll(sum, at -> sum[at] + share * ofMember.values()[at]);
      }
      for (int at = 0; at < sum.length; at++) {
        int own = at - at % outputs + leads.classes()[at / outputs];
        double allowance = allowance(reached, own) + allowance(reached, at);
        leads.values()[at] = at == own ? 0 : lowered(sum[at] - allowance);
      }
    }

    /** Leads use the output for scratch space, and the bounds of the output are needed still. */
    private BoundsBlock withScratch(BoundsBlock block) {
      Bounds scratch = Bounds.of(block.batch(), outputs);
      return new BoundsBlock(block.numbers(), block.batch(), block.input(), scratch);
    }

    private static double lowered(double lead) {
      return Double.isNaN(lead) ? Double.NEGATIVE_INFINITY : Math.nextDown(lead);
    }

    @Override
    public void leadsGradient(
        BoundsBlock block, Leads leads, float[] leadGradient, Bounds inputGradient, float[] sums) {
      float[] gradient = shared(leadGradient, block.batch() * outputs);
      Arrays.fill(inputGradient.lower(), 0f);
      Arrays.fill(inputGradient.upper(), 0f);
      for (BoxStack stack : boxes) {
        int last = stack.last();
        Bounds byInput = Bounds.of(block.batch(), stack.layer(last).inputs().size());
        stack.pass(last).leadsGradient(stack.block(last), leads, gradient, byInput, sums);
        inputGradient.add(back(stack, last - 1, byInput, sums));
      }
    }

    /** Carries a gradient of boxes back from the outputs of a layer to the inputs of the first. */
    private static Bounds back(BoxStack stack, int from, Bounds outputGradient, float[] sums) {
      Bounds gradient = outputGradient;
      for (int l = from; l >= 0; l--) {
        Bounds before = Bounds.of(stack.batch(), stack.layer(l).inputs().size());
        stack.pass(l).boundsGradient(stack.block(l), gradient, before, sums);
        gradient = before;
      }
      return gradient;
    }
  }
}
