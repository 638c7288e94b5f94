package dev.blackstart.rehearsal.argo;

import dev.blackstart.rehearsal.actor.client.ResourceType;

/** The kinds Argo CD defines, as far as they are played. */
final class ArgoTypes {
  static final ResourceType APPLICATIONS =
      new ResourceType("argoproj.io", "v1alpha1", "applications", "Application", true);
  static final ResourceType SETS =
      new ResourceType("argoproj.io", "v1alpha1", "applicationsets", "ApplicationSet", true);
  static final ResourceType PROJECTS =
      new ResourceType("argoproj.io", "v1alpha1", "appprojects", "AppProject", true);

  private ArgoTypes() {}
}
