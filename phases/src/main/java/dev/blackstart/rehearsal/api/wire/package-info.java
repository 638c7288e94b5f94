/** How objects travel: JSON, YAML and the protobuf that Go clients write. */
package dev.blackstart.rehearsal.api.wire;
