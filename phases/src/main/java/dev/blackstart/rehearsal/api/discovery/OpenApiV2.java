package dev.blackstart.rehearsal.api.discovery;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The older OpenAPI document, with nothing in it. Clients turn to it when version 3 does not know a
 * kind; an empty one lets them say that the kind is unknown rather than that the document is
 * missing.
 */
public final class OpenApiV2 {
  public static final String MEDIA_TYPE =
      "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

  private static final int SWAGGER = 1;
  private static final int DOCUMENT_INFO = 2;
  private static final int PATHS = 8;
  private static final int DEFINITIONS = 9;
  private static final int TITLE = 1;
  private static final int VERSION = 2;

  private OpenApiV2() {}

  /** The document as protobuf, the only form that clients ask for. */
  public static byte[] empty(String version) {
    try {
      ByteArrayOutputStream info = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(info);
      out.writeString(TITLE, "Kubernetes");
      out.writeString(VERSION, version);
      out.flush();
      ByteArrayOutputStream document = new ByteArrayOutputStream();
      out = CodedOutputStream.newInstance(document);
      out.writeString(SWAGGER, "2.0");
      out.writeByteArray(DOCUMENT_INFO, info.toByteArray());
      out.writeByteArray(PATHS, new byte[0]);
      out.writeByteArray(DEFINITIONS, new byte[0]);
      out.flush();
      return document.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
