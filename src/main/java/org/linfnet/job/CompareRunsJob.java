package org.linfnet.job;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.linfnet.InvalidInputException;
import org.linfnet.WrittenNumber;
import org.linfnet.dataset.DataSets;
import org.linfnet.report.AccuracyAgainstTime;
import org.linfnet.report.Figure;
import org.linfnet.report.FormattedTable;
import org.linfnet.report.RadiusCurves;
import org.linfnet.report.ResultTable;
import org.linfnet.report.TrainedRun;
import org.linfnet.train.RecipeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares trained and evaluated runs in one table and in pictures of them all. */
public final class CompareRunsJob implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(CompareRunsJob.class);
  private static final String TABLE = "table.md";
  private static final String RECIPE = ".conf";
  private static final OutputLayout LAYOUT = OutputLayout.ofFiles(TABLE, names());

  /** What the pictures of runs of no data set, or of one of the user's own, are named after. */
  private static final String OTHER = "";

  /** The program. */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    JobRunner.main(new CompareRunsJob(), arguments);
  }

  @Override
  public String name() {
    return "linfnet compare runs";
  }

  @Override
  public CommandLine commandLine() {
    return new CommandLine("submit/compare-runs.sh")
        .required("runs", "DIR", "holds a directory for each run, as submit/reproduce.sh leaves it")
        .option(
            "recipes",
            "DIR",
            "holds recipes, NAME.conf: runs NAME-seed-S alone are taken, with the data sets they name")
        .required("output", "DIR", "takes the table and the pictures")
        .flag("overwrite", "replaces an output that exists");
  }

  @Override
  public void run(Arguments arguments, SparkSession spark) throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    try (OutputDirectory output = OutputDirectory.claimed(arguments, "output", LAYOUT, hadoop)) {
      compare(arguments, output, hadoop);
    }
  }

  private static void compare(Arguments arguments, OutputDirectory output, Configuration hadoop)
      throws Exception {
    InputDirectory all =
        InputDirectory.existing(arguments.required("runs"), "submit/reproduce.sh", hadoop);
    Optional<InputDirectory> recipes =
        arguments.has("recipes")
            ? Optional.of(
                InputDirectory.existing(arguments.required("recipes"), "you, of recipes,", hadoop))
            : Optional.empty();
    List<TrainedRun> runs = new ArrayList<>();
    for (String name : all.directories()) {
      if (recipes.isEmpty() || recipes.get().holds(TrainedRun.recipe(name) + RECIPE)) {
        runs.add(
            run(
                InputDirectory.existing(all.path(name).toString(), "submit/reproduce.sh", hadoop),
                recipes));
      }
    }
    if (runs.isEmpty()) {
      throw new InvalidInputException(all + " holds no run: name what submit/reproduce.sh wrote");
    }
    String table = FormattedTable.of(TrainedRun.table(runs)).markdown();
    List<Figure> figures = figures(runs);
    output.write(incomplete -> write(incomplete, table, figures, hadoop));
    System.out.print(table);
    LOG.info("pictures are in {}", output);
  }

  private static Set<String> names() {
    return Stream.concat(
            Stream.of(TABLE),
            Stream.of("radius-curves", "accuracy-against-time")
                .flatMap(
                    figure -> dataSets().map(name -> name.isEmpty() ? figure : figure + "-" + name))
                .flatMap(figure -> Stream.of(figure + ".png", figure + ".svg")))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> dataSets() {
    return Stream.concat(Stream.of(OTHER), DataSets.names().stream());
  }

  /** Two pictures for each data set, so that a picture has one axis and few lines. */
  private static List<Figure> figures(List<TrainedRun> runs) {
    List<Figure> figures = new ArrayList<>();
    for (String dataSet : dataSets().toList()) {
      List<TrainedRun> ofIt = runs.stream().filter(run -> run.dataSet().equals(dataSet)).toList();
      if (!ofIt.isEmpty()) {
        figures.add(new RadiusCurves(dataSet, ofIt));
        figures.add(new AccuracyAgainstTime(dataSet, ofIt));
      }
    }
    return figures;
  }

  private static TrainedRun run(InputDirectory directory, Optional<InputDirectory> recipes)
      throws IOException {
    EvaluationRecord record = EvaluationRecord.of(directory);
    Map<String, String> recipe = entries(directory, "recipe.conf");
    Map<String, String> named =
        recipes.isPresent()
            ? entries(recipes.get(), TrainedRun.recipe(directory.name()) + RECIPE)
            : recipe;
    String dataSet = named.getOrDefault("data-set", OTHER);
    return new TrainedRun(
        directory.name(),
        DataSets.names().contains(dataSet) ? dataSet : OTHER,
        WrittenNumber.of(recipe.get("epsilon")),
        record.unit(),
        record.weights().orElse(0),
        table(directory, "summary.csv"),
        table(directory, "curve.csv"),
        table(directory, "history.csv"));
  }

  private static ResultTable table(InputDirectory directory, String name) throws IOException {
    Optional<ResultTable> table = directory.table(name);
    return table.orElseThrow(() -> missing(directory, name));
  }

  private static Map<String, String> entries(InputDirectory directory, String name)
      throws IOException {
    if (!directory.holds(name)) {
      throw missing(directory, name);
    }
    return RecipeFile.read(
            directory.path(name).toString(), List.of(), path -> directory.text(new Path(path)))
        .entries();
  }

  private static InvalidInputException missing(InputDirectory directory, String name) {
    return new InvalidInputException(
        directory + " holds no " + name + ": it is no run that submit/reproduce.sh left");
  }

  private static void write(
      Path directory, String table, List<Figure> figures, Configuration hadoop) throws IOException {
    TextFile.write(new Path(directory, TABLE), table, hadoop);
    for (Figure figure : figures) {
      try (OutputStream out =
          directory.getFileSystem(hadoop).create(new Path(directory, figure.name() + ".png"))) {
        out.write(figure.picture().png());
      }
      Optional<String> svg = figure.picture().svg();
      if (svg.isPresent()) {
        TextFile.write(new Path(directory, figure.name() + ".svg"), svg.get(), hadoop);
      }
    }
  }
}
