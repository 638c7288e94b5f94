package dev.blackstart.jhelm;

import com.fasterxml.jackson.annotation.JsonView;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.jni.NativeLibrary;
import com.sun.jna.Native;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the child needs of our own class path, and no more: a short one starts faster. */
final class HelmClassPath {
  private static final List<Class<?>> NEEDED =
      List.of(
          HelmMain.class,
          Helm.class,
          NativeLibrary.class,
          Native.class,
          JsonMapper.class,
          JsonFactory.class,
          JsonView.class);

  private HelmClassPath() {}

  static String text() {
    try {
      Set<Path> places = new LinkedHashSet<>();
      for (Class<?> type : NEEDED) {
        places.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
      }
      // One library for each platform that was bundled; they are found as services.
      String service = "META-INF/services/" + NativeLibrary.class.getName();
      for (URL url : Collections.list(NativeLibrary.class.getClassLoader().getResources(service))) {
        if (url.openConnection() instanceof JarURLConnection jar) {
          places.add(Path.of(jar.getJarFileURL().toURI()));
        } else {
          places.add(Path.of(URI.create(url.toString().replace(service, ""))));
        }
      }
      return places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path of places that are no files", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
