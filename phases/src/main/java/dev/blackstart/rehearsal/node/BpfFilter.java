package dev.blackstart.rehearsal.node;

import dev.talos.api.machine.BPFInstruction;
import java.util.List;

/**
 * A packet filter as the Linux kernel runs it (classic BPF). A program that is not one, or that
 * reads behind the packet's end, accepts nothing; no program accepts all.
 */
final class BpfFilter {
  private static final int MEMORY = 16;
  private static final long WORD = 0xffffffffL;

  private final List<BPFInstruction> program;

  BpfFilter(List<BPFInstruction> program) {
    this.program = List.copyOf(program);
  }

  boolean accepts(byte[] packet) {
    try {
      return program.isEmpty() || run(packet) != 0;
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      return false;
    }
  }

  /** Jumps only go forward, so it ends. */
  private long run(byte[] packet) {
    long a = 0;
    long x = 0;
    long[] memory = new long[MEMORY];
    for (int at = 0; at < program.size(); at++) {
      BPFInstruction one = program.get(at);
      int op = one.getOp();
      long k = one.getK() & WORD;
      switch (op & 7) {
        case 0 -> a = load(op, k, x, packet, memory);
        case 1 -> x = load(op, k, x, packet, memory);
        case 2 -> memory[(int) k] = a;
        case 3 -> memory[(int) k] = x;
        case 4 -> a = calculate(op, a, (op & 8) == 0 ? k : x) & WORD;
        case 5 -> {
          long other = (op & 8) == 0 ? k : x;
          at +=
              switch (op & 0xf0) {
                case 0x00 -> (int) k;
                case 0x10 -> a == other ? one.getJt() : one.getJf();
                case 0x20 -> a > other ? one.getJt() : one.getJf();
                case 0x30 -> a >= other ? one.getJt() : one.getJf();
                case 0x40 -> (a & other) != 0 ? one.getJt() : one.getJf();
                default -> program.size();
              };
        }
        case 6 -> {
          return (op & 0x18) == 0x10 ? a : k;
        }
        default -> {
          if ((op & 0x80) == 0) {
            x = a;
          } else {
            a = x;
          }
        }
      }
    }
    return 0;
  }

  private static long load(int op, long k, long x, byte[] packet, long[] memory) {
    int size =
        switch (op & 0x18) {
          case 0x08 -> 2;
          case 0x10 -> 1;
          default -> 4;
        };
    return switch (op & 0xe0) {
      case 0x00 -> k;
      case 0x20 -> bytes(packet, k, size);
      case 0x40 -> bytes(packet, k + x, size);
      case 0x60 -> memory[(int) k];
      case 0x80 -> packet.length;
      case 0xa0 -> 4 * (bytes(packet, k, 1) & 0xf);
      default -> throw new IndexOutOfBoundsException("no such load");
    };
  }

  private static long bytes(byte[] packet, long from, int size) {
    long value = 0;
    for (long at = from; at < from + size; at++) {
      value = value << 8 | packet[Math.toIntExact(at)] & 0xff;
    }
    return value;
  }

  private static long calculate(int op, long a, long b) {
    return switch (op & 0xf0) {
      case 0x00 -> a + b;
      case 0x10 -> a - b;
      case 0x20 -> a * b;
      case 0x30 -> a / b;
      case 0x40 -> a | b;
      case 0x50 -> a & b;
      case 0x60 -> b > 31 ? 0 : a << b;
      case 0x70 -> b > 31 ? 0 : a >>> b;
      case 0x80 -> -a;
      case 0x90 -> a % b;
      case 0xa0 -> a ^ b;
      default -> throw new IndexOutOfBoundsException("no such calculation");
    };
  }
}
