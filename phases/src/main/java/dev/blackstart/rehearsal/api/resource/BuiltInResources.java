package dev.blackstart.rehearsal.api.resource;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.blackstart.rehearsal.api.schema.BuiltInTypes;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kubernetes' own resources, read from a table that is part of the program. */
final class BuiltInResources {
  private static final List<String> ALL_VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  private BuiltInResources() {}

  static List<ResourceType> read(BuiltInTypes types) {
    List<ResourceType> resources = new ArrayList<>();
    try (InputStream in = BuiltInResources.class.getResourceAsStream("resources.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          resources.add(resource(line.split(" "), types));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(resources);
  }

  private static ResourceType resource(String[] words, BuiltInTypes types) {
    String[] groupVersion = words[0].split("/");
    String group = groupVersion[0].equals("core") ? "" : groupVersion[0];
    String version = groupVersion[1];
    String plural = words[1];
    String kind = words[3];
    Map<String, ResourceType.Subresource> subresources = new LinkedHashMap<>();
    for (int i = 8; i < words.length; i++) {
      String[] parts = words[i].split(":");
      subresources.put(
          parts[0], new ResourceType.Subresource(parts[0], parts[1], List.of(parts[2].split(","))));
    }
    // Both groups' events are the same objects.
    GroupResource stored = new GroupResource(plural.equals("events") ? "" : group, plural);
    return new ResourceType(
        group,
        version,
        plural,
        words[2],
        kind,
        kind + "List",
        words[4].equals("namespaced"),
        words[5].equals("*") ? ALL_VERBS : List.of(words[5].split(",")),
        list(words[6]),
        list(words[7]),
        subresources,
        stored,
        types.schema(types.typeOf(group, version, kind)),
        MissingNode.getInstance());
  }

  private static List<String> list(String word) {
    return word.equals("-") ? List.of() : List.of(word.split(","));
  }
}
