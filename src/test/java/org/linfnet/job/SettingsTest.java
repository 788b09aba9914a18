package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** The settings that every job starts with. */
class SettingsTest {

  @Test
  void aDriverThatSparkSubmitDoesNotStartItselfHasTheSameModules() throws Exception {
    Properties settings = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of("conf/spark-defaults.conf"))) {
      settings.load(file);
    }
    assertThat(settings.getProperty("spark.driver.extraJavaOptions").split(" "))
        .contains(JavaModuleOptions.defaultModuleOptionArray());
  }
}
