/** Charts and digests of images on the network: OCI registries and classic chart repositories. */
package dev.blackstart.jhelm.remote;
