package dev.blackstart.rehearsal.api.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.storage.ExpiredException;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.wire.Bodies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

/** Lists collections, in pages when the client wants so; all pages are the state of one moment. */
public final class ObjectLists {
  private final ObjectStore store;
  private final Supplier<Instant> clock;

  public ObjectLists(ObjectStore store, Supplier<Instant> clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The objects of a collection that match, without pages. */
  public List<ObjectNode> all(ResourceType type, String namespace, Selection selection) {
    return store.list(type.stored(), namespace, 0).objects().stream()
        .filter(selection::matches)
        .toList();
  }

  /** Answers a list request. */
  public ObjectNode list(
      ResourceType type, String namespace, HttpRequest request, Presentation presentation) {
    Selection selection = Selection.of(type, request);
    Page page = Page.of(request);
    ObjectStore.Listing listing;
    try {
      listing = store.list(type.stored(), namespace, page.revision());
    } catch (ExpiredException e) {
      throw expired();
    }
    if (page.revision() > store.revision()) {
      throw tooLarge(page.revision(), store.revision());
    }
    List<ObjectNode> found = new ArrayList<>();
    long more = 0;
    for (ObjectNode object : listing.objects()) {
      boolean behind =
          page.after().isEmpty() || ObjectStore.key(object).compareTo(page.after()) > 0;
      if (behind && selection.matches(object)) {
        if (page.limit() > 0 && found.size() >= page.limit()) {
          more++;
        } else {
          found.add(object);
        }
      }
    }
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("resourceVersion", Long.toString(listing.revision()));
    if (more > 0) {
      metadata.put(
          "continue", Page.token(listing.revision(), ObjectStore.key(found.get(found.size() - 1))));
      metadata.put("remainingItemCount", more);
    }
    return presentation.list(type, found, clock.get(), metadata);
  }

  static ApiFailure expired() {
    return Refusals.expired("The resourceVersion for the provided list is too old.");
  }

  private static ApiFailure tooLarge(long wanted, long current) {
    return Refusals.timeout("Too large resource version: " + wanted + ", current: " + current)
        .retryAfter(1);
  }

  /**
   * Which part of a list is wanted.
   *
   * @param limit 0 for all
   * @param revision the moment, 0 for now
   * @param after the key behind which the page begins, or empty
   */
  private record Page(int limit, long revision, String after) {
    static Page of(HttpRequest request) {
      int limit = (int) number(request.parameter("limit"), "limit");
      String token = request.parameter("continue");
      if (!token.isEmpty()) {
        try {
          JsonNode json = Bodies.json(Base64.getUrlDecoder().decode(token));
          return new Page(limit, json.path("rv").asLong(), json.path("start").asText());
        } catch (IllegalArgumentException e) {
          throw Refusals.badRequest("continue key is not valid: " + e.getMessage());
        }
      }
      long revision = number(request.parameter("resourceVersion"), "resourceVersion");
      boolean exact = request.parameter("resourceVersionMatch").equals("Exact");
      return new Page(limit, exact ? revision : 0, "");
    }

    static String token(long revision, String key) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("v", "meta.k8s.io/v1").put("rv", revision).put("start", key);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Bodies.bytes(json));
    }

    private static long number(String text, String name) {
      try {
        return text.isEmpty() ? 0 : Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw Refusals.badRequest(name + ": Invalid value: \"" + text + "\"");
      }
    }
  }
}
