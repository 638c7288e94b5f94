package dev.blackstart.rehearsal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.talos.api.cluster.Cluster;
import dev.talos.api.cosi.meta.Meta;
import dev.talos.api.cosi.resource.StateOuterClass;
import dev.talos.api.inspect.Inspect;
import dev.talos.api.machine.Machine;
import dev.talos.api.resource.config.Config;
import dev.talos.api.resource.definitions.block.Block;
import dev.talos.api.resource.definitions.etcd.Etcd;
import dev.talos.api.resource.definitions.hardware.Hardware;
import dev.talos.api.resource.definitions.k8s.K8S;
import dev.talos.api.resource.definitions.network.Network;
import dev.talos.api.resource.definitions.runtime.Runtime;
import dev.talos.api.resource.definitions.v1alpha1.V1Alpha1;
import dev.talos.api.security.Security;
import dev.talos.api.storage.Storage;
import dev.talos.api.time.TimeOuterClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Compares our protos with a table of facts about Talos's wire. */
class TalosWireTest {
  private final Map<String, GenericDescriptor> known = new HashMap<>();

  TalosWireTest() {
    Stream.of(
            Machine.getDescriptor(),
            Storage.getDescriptor(),
            TimeOuterClass.getDescriptor(),
            Cluster.getDescriptor(),
            Inspect.getDescriptor(),
            Security.getDescriptor(),
            StateOuterClass.getDescriptor(),
            Meta.getDescriptor(),
            Config.getDescriptor(),
            Block.getDescriptor(),
            Etcd.getDescriptor(),
            Hardware.getDescriptor(),
            K8S.getDescriptor(),
            Network.getDescriptor(),
            Runtime.getDescriptor(),
            V1Alpha1.getDescriptor(),
            dev.talos.api.resource.definitions.cluster.Cluster.getDescriptor(),
            dev.talos.api.resource.definitions.time.Time.getDescriptor())
        .forEach(this::learn);
  }

  @TestFactory
  List<DynamicTest> everyFactHolds() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : facts()) {
      String[] words = line.split(" ");
      String name =
          switch (words[0]) {
            case "rpc", "enum" -> words[1];
            default -> words[0];
          };
      tests.add(DynamicTest.dynamicTest(name, () -> assertHolds(words)));
    }
    return tests;
  }

  private void assertHolds(String[] words) {
    switch (words[0]) {
      case "rpc" -> assertMethod(words);
      case "enum" -> {
        EnumDescriptor type = (EnumDescriptor) known.get(words[1]);
        assertNotNull(type, words[1]);
        for (int number = 0; number < words.length - 2; number++) {
          assertEquals(words[number + 2], type.findValueByNumber(number).getName());
        }
        assertEquals(words.length - 2, type.getValues().size());
      }
      default -> {
        Descriptor message = (Descriptor) known.get(words[0]);
        assertNotNull(message, words[0]);
        assertEquals(
            new TreeSet<>(Arrays.asList(words).subList(1, words.length)),
            message.getFields().stream()
                .map(TalosWireTest::spelled)
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
  }

  private void assertMethod(String[] words) {
    String[] path = words[1].split("/");
    ServiceDescriptor service = (ServiceDescriptor) known.get(path[0]);
    assertNotNull(service, path[0]);
    MethodDescriptor method = service.findMethodByName(path[1]);
    assertNotNull(method, words[1]);
    assertEquals(words[2], side(method.isClientStreaming(), method.getInputType()));
    assertEquals(words[3], side(method.isServerStreaming(), method.getOutputType()));
  }

  private static String side(boolean streams, Descriptor type) {
    return (streams ? "stream:" : "") + type.getFullName();
  }

  private static String spelled(FieldDescriptor field) {
    String type =
        switch (field.getType()) {
          case ENUM -> "enum";
          case MESSAGE -> field.isMapField() ? "map" : field.getMessageType().getFullName();
          default -> field.getType().name().toLowerCase(java.util.Locale.ROOT);
        };
    boolean optional =
        field.toProto().getProto3Optional() && field.getType() != FieldDescriptor.Type.MESSAGE;
    String shape = field.isRepeated() && !field.isMapField() ? "[]" : optional ? "?" : "";
    return field.getName() + ":" + shape + type + "=" + field.getNumber();
  }

  private static List<String> facts() throws IOException {
    try (InputStream in = TalosWireTest.class.getResourceAsStream("talos-wire.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  private void learn(FileDescriptor file) {
    file.getDependencies().forEach(this::learn);
    file.getMessageTypes().forEach(this::learn);
    file.getEnumTypes().forEach(type -> known.put(type.getFullName(), type));
    file.getServices().forEach(service -> known.put(service.getFullName(), service));
  }

  private void learn(Descriptor message) {
    known.put(message.getFullName(), message);
    message.getEnumTypes().forEach(type -> known.put(type.getFullName(), type));
    message.getNestedTypes().forEach(this::learn);
  }
}
