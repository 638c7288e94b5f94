package dev.blackstart.rehearsal.api.special;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Who asks: a user and its groups, as a client certificate names them. */
public record Identity(String user, List<String> groups) {
  public static final Identity ANONYMOUS =
      new Identity("system:anonymous", List.of("system:unauthenticated"));

  public boolean anonymous() {
    return this.equals(ANONYMOUS);
  }

  /** A request for a certificate says who asked, whatever it said itself. */
  public void sign(ObjectNode spec) {
    describe(spec);
  }

  ObjectNode describe(ObjectNode into) {
    into.put("username", user);
    ArrayNode list = into.putArray("groups");
    groups.forEach(list::add);
    return into;
  }
}
