package dev.blackstart.app;

import java.util.List;

class EmbeddedMeshTurnTest extends MeshTurnContract {
  @Override
  List<String> server() {
    return List.of();
  }
}
