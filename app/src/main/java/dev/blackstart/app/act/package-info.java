/** Acts on single nodes and on etcd, outside of runs: asked for, followed to their end, told. */
package dev.blackstart.app.act;
