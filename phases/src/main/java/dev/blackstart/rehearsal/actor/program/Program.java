package dev.blackstart.rehearsal.actor.program;

import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.pod.HttpCall;
import dev.blackstart.rehearsal.pod.HttpReply;
import dev.blackstart.rehearsal.pod.Ran;
import java.util.List;
import java.util.Optional;

/** A program that is known by the labels of its pod. Safe for several threads. */
interface Program {
  boolean is(Resource pod);

  /** What it answers on one of its ports; absent where it does not listen. */
  default Optional<HttpReply> http(Resource pod, int port, HttpCall call) {
    return Optional.empty();
  }

  /** Whether it listens there. */
  default boolean listens(Resource pod, int port) {
    return false;
  }

  /** What it answers to a datagram; absent when it says nothing. */
  default Optional<byte[]> datagram(Resource pod, int port, byte[] said) {
    return Optional.empty();
  }

  /** What a command of its image leaves behind; absent when the command is not played. */
  default Optional<Ran> run(Resource pod, List<String> words) {
    return Optional.empty();
  }
}
