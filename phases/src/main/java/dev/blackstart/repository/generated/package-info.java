/** What the machine configs are made of that other tools generate: the generator's own part. */
package dev.blackstart.repository.generated;
