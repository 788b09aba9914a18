package org.linfnet.job;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.linfnet.ml.ExportFormat;
import org.linfnet.ml.LinfDistClassificationModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a model as one file that programs without Spark read. */
public final class ExportJob implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(ExportJob.class);

  /** The program. */
  public static void main(String[] arguments) {
    JobRunner.main(new ExportJob(), arguments);
  }

  @Override
  public String name() {
    return "linfnet export";
  }

  @Override
  public CommandLine commandLine() {
    return new CommandLine("submit/export.sh")
        .required("model", "PATH", "the model that submit/train.sh wrote")
        .required(
            "output",
            "FILE",
            "takes the export: an ONNX model where its suffix is .onnx, a file for linfnet's scorer where it is .linfnet")
        .flag("overwrite", "replaces an output that exists")
        .check(arguments -> ExportFormat.ofName(arguments.required("output")));
  }

  @Override
  public void run(Arguments arguments, SparkSession spark) throws Exception {
    String name = arguments.required("output");
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    StoragePath output = StoragePath.written(name, hadoop);
    String path = StoragePath.read(arguments.required("model"), hadoop).toString();
    LinfDistClassificationModel model = LinfDistClassificationModel.load(path);
    ExportFormat format = ExportFormat.ofName(name);
    try {
      format.write(model, output.files(), output.path(), arguments.has("overwrite"));
    } catch (IOException e) {
      throw OutputClaim.unwritable(output, e);
    }
    LOG.info("the model is in {}", output);
    if (format == ExportFormat.ONNX && model.trained().network().state().lipschitz() > 1) {
      LOG.warn(
          "this network can stretch distances, so the radius that the graph computes, that of the"
              + " margin, is small or 0: a file .linfnet gives the radius that bounds prove");
    }
  }
}
