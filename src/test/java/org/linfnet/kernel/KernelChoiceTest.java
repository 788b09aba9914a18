package org.linfnet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each choice is made once for a JVM, so each test starts one. */
class KernelChoiceTest {

  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  /** Prints the kernels of its JVM. */
  static final class PrintedChoice {
    private PrintedChoice() {}

    public static void main(String[] arguments) {
      System.out.println("kernels: " + KernelChoice.kernels().description());
    }
  }

  @Test
  void aJvmWithVectorsUsesThem() throws Exception {
    assertThat(choiceOf(MODULE)).contains("kernels: simd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xint",
        "-XX:-UseCompiler",
        "-XX:TieredStopAtLevel=1",
        "-XX:TieredStopAtLevel=3",
        "-XX:CompilationMode=quick-only"
      })
  void aJvmWithoutC2UsesScalarKernelsAndSaysSo(String option) throws Exception {
    assertThat(choiceOf(MODULE, option))
        .contains("no SIMD kernels")
        .contains("remove ")
        .contains(option.replaceAll("=.*", ""))
        .contains("kernels: scalar");
  }

  @Test
  void aJvmWithoutTheModuleUsesScalarKernelsAndSaysSo() throws Exception {
    assertThat(choiceOf("-Xshare:auto"))
        .contains("no SIMD kernels")
        .contains("add --add-modules=jdk.incubator.vector")
        .contains("kernels: scalar");
  }

  @Test
  void simdIsRefusedWhereItDoesNotRun() throws Exception {
    assertThat(choiceOf(MODULE, "-XX:TieredStopAtLevel=1", "-Dlinfnet.kernels=simd"))
        .contains("linfnet.kernels=simd, but this JVM does not run them")
        .doesNotContain("kernels: s");
  }

  private static String choiceOf(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dlog4j2.configurationFile=conf/log4j2.properties");
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), PrintedChoice.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
