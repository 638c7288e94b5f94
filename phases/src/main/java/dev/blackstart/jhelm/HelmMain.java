package dev.blackstart.jhelm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.TemplateCommand;
import com.marcnuri.helm.UpgradeCommand;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The program of the child: serves one request after another from standard input, and is gone when
 * its input ends, in the middle of a request if need be. It is a process of its own because Helm's
 * Go runtime takes the signals of the process it is loaded into and cannot be cancelled.
 *
 * <p>Helm's validation is off. Where the API server can say itself what fields it does not know,
 * which is from Kubernetes 1.27 on, Helm 3.21 only fetches the OpenAPI documents of all groups to
 * find that out, and checks nothing (kubectl's {@code paramVerifyingSchema}): for cert-manager that
 * was half of the CPU, and makes the API server write these documents first.
 */
public final class HelmMain {
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final Path folder;

  private HelmMain(Path folder) {
    this.folder = folder;
  }

  /**
   * @param arguments the child's own folder, which it empties when it ends
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream replies =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    HelmMain helm = new HelmMain(Path.of(arguments[0]));
    Thread.ofPlatform().daemon().name("requests").start(helm::read);
    EmptyCluster.serve(helm.folder.resolve(HelmFolder.NO_CLUSTER));
    Helm.version().call(); // loads the library: the first request need not wait for it
    while (true) {
      replies.println(answer(HelmRequest.parse(helm.requests.take())).line());
    }
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        requests.add(line);
      }
    } catch (IOException e) {
      // The parent has gone, as at the end of the input.
    } finally {
      end();
    }
  }

  /** Whatever goes wrong: Helm's Go runtime keeps a process that nobody owns alive for ever. */
  private void end() {
    try {
      HelmFolder.delete(folder);
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }

  private static HelmReply answer(HelmRequest request) {
    try {
      return new HelmReply(
          true,
          switch (request.act()) {
            case RENDER -> render(request);
            case INSTALL -> install(request);
            case UPGRADE -> upgrade(request);
            case UNINSTALL -> uninstall(request);
          });
    } catch (RuntimeException e) {
      return new HelmReply(false, String.valueOf(e.getMessage()));
    }
  }

  private static String render(HelmRequest request) {
    TemplateCommand command =
        new Helm(Path.of(request.chart()))
            .template()
            .withName(request.name())
            .withNamespace(request.namespace())
            .withKubeVersion(request.kubernetesVersion());
    request.valuesFiles().forEach(file -> command.withValuesFile(Path.of(file)));
    return command.call();
  }

  private static String install(HelmRequest request) {
    InstallCommand command =
        new Helm(Path.of(request.chart()))
            .install()
            .withName(request.name())
            .withNamespace(request.namespace())
            .createNamespace()
            .disableOpenApiValidation()
            .withKubeConfig(Path.of(request.kubeconfig()))
            .withTimeout(request.timeoutSeconds());
    request.valuesFiles().forEach(file -> command.withValuesFile(Path.of(file)));
    return command.call().getStatus();
  }

  private static String upgrade(HelmRequest request) {
    UpgradeCommand command =
        new Helm(Path.of(request.chart()))
            .upgrade()
            .withName(request.name())
            .withNamespace(request.namespace())
            .resetValues()
            .disableOpenApiValidation()
            .withKubeConfig(Path.of(request.kubeconfig()))
            .withTimeout(request.timeoutSeconds());
    request.valuesFiles().forEach(file -> command.withValuesFile(Path.of(file)));
    return command.call().getStatus();
  }

  private static String uninstall(HelmRequest request) {
    return Helm.uninstall(request.name())
        .withNamespace(request.namespace())
        .withKubeConfig(Path.of(request.kubeconfig()))
        .call();
  }
}
