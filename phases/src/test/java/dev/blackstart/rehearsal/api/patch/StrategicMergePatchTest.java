package dev.blackstart.rehearsal.api.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.schema.BuiltInTypes;
import dev.blackstart.rehearsal.api.schema.Schema;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StrategicMergePatchTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema POD = BuiltInTypes.read().schema("core.v1.PodSpec");

  private static void patched(String target, String patch, String expected) throws IOException {
    ObjectNode result =
        StrategicMergePatch.apply(
            (ObjectNode) JSON.readTree(target), (ObjectNode) JSON.readTree(patch), POD);
    assertEquals(JSON.readTree(expected), result);
  }

  @Test
  void keyedListsMergeAndPlainListsReplace() throws IOException {
    patched(
        "{\"containers\":[{\"name\":\"a\",\"image\":\"1\",\"args\":[\"x\"]}]}",
        "{\"containers\":[{\"name\":\"a\",\"args\":[\"y\",\"z\"]},{\"name\":\"b\"}]}",
        "{\"containers\":[{\"name\":\"a\",\"image\":\"1\",\"args\":[\"y\",\"z\"]},{\"name\":\"b\"}]}");
  }

  @Test
  void directivesDeleteReplaceAndOrder() throws IOException {
    patched(
        "{\"containers\":[{\"name\":\"a\"},{\"name\":\"b\"}]}",
        "{\"containers\":[{\"name\":\"a\",\"$patch\":\"delete\"}]}",
        "{\"containers\":[{\"name\":\"b\"}]}");
    patched(
        "{\"containers\":[{\"name\":\"a\"},{\"name\":\"b\"}]}",
        "{\"containers\":[{\"name\":\"c\"},{\"$patch\":\"replace\"}]}",
        "{\"containers\":[{\"name\":\"c\"}]}");
    patched(
        "{\"containers\":[{\"name\":\"a\"},{\"name\":\"b\"}]}",
        "{\"$setElementOrder/containers\":[{\"name\":\"c\"},{\"name\":\"b\"},{\"name\":\"a\"}],\"containers\":[{\"name\":\"c\"}]}",
        "{\"containers\":[{\"name\":\"c\"},{\"name\":\"b\"},{\"name\":\"a\"}]}");
    patched(
        "{\"securityContext\":{\"runAsUser\":1}}",
        "{\"securityContext\":{\"$patch\":\"replace\",\"runAsGroup\":2}}",
        "{\"securityContext\":{\"runAsGroup\":2}}");
  }

  @Test
  void keysThatAreNotRetainedGo() throws IOException {
    patched(
        "{\"volumes\":[{\"name\":\"v\",\"emptyDir\":{}}]}",
        "{\"volumes\":[{\"name\":\"v\",\"$retainKeys\":[\"name\",\"hostPath\"],\"hostPath\":{\"path\":\"/x\"}}]}",
        "{\"volumes\":[{\"name\":\"v\",\"hostPath\":{\"path\":\"/x\"}}]}");
  }

  @Test
  void nullsRemoveAndMapsMerge() throws IOException {
    patched(
        "{\"nodeSelector\":{\"a\":\"1\",\"b\":\"2\"},\"nodeName\":\"n\"}",
        "{\"nodeSelector\":{\"a\":null,\"c\":\"3\"},\"nodeName\":null}",
        "{\"nodeSelector\":{\"b\":\"2\",\"c\":\"3\"}}");
  }
}
