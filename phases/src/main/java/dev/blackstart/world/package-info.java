/** What we may touch: the ports in the field's words, and their vocabulary. */
package dev.blackstart.world;
