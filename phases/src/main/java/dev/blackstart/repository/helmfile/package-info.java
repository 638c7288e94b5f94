/** Helmfiles: releases, their order and the values they are installed with. */
package dev.blackstart.repository.helmfile;
