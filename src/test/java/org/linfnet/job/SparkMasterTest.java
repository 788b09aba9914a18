package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;

class SparkMasterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"local", "local[2]", "local[*]", "local[2, 3]", "local-cluster[2,1,1024]", "yarn"})
  void aMasterThatIsNotAskedIsUsable(String url) {
    assertThatCode(() -> new SparkMaster(url).requireUsable()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local[0]",
        "local[99999999999]",
        "local[2,0]",
        "localhost",
        "spark://host",
        "spark://host:",
        "spark://host:65536",
        "spark://a_b:7077",
        "spark://127.0.0.1:7077,"
      })
  void aUrlThatSparkDoesNotReadIsRefused(String url) {
    assertThatThrownBy(() -> new SparkMaster(url).requireUsable())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("there is no master " + url + ": give local[N]");
  }

  @Test
  void aMasterThatDoesNotAnswerIsRefused() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThatThrownBy(() -> new SparkMaster("spark://127.0.0.1:" + port).requireUsable())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("no master answers at spark://127.0.0.1:" + port)
        .hasMessageContaining("start one there");
  }

  @Test
  void oneMasterOfSeveralThatAnswersIsEnough() throws Exception {
    try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String answering = "127.0.0.1:" + open.getLocalPort();

      assertThatCode(
              () ->
                  new SparkMaster("spark://no-such-host.invalid:7077," + answering).requireUsable())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aHostThatDoesNotResolveIsNamed() {
    assertThatThrownBy(() -> new SparkMaster("spark://no-such-host.invalid:7077").requireUsable())
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("no-such-host.invalid");
  }
}
