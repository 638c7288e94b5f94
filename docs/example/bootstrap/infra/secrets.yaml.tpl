---
apiVersion: v1
kind: Namespace
metadata:
  name: external-secrets
---
apiVersion: v1
kind: Namespace
metadata:
  name: flux-system
---
apiVersion: v1
kind: Namespace
metadata:
  name: network
---
# External Secrets fetches every other secret with this one.
apiVersion: v1
kind: Secret
metadata:
  name: onepassword
  namespace: external-secrets
stringData:
  token: op://Homelab/onepassword-connect/INFRA_TOKEN
---
# Flux reads this repository with it.
apiVersion: v1
kind: Secret
metadata:
  name: flux-git
  namespace: flux-system
stringData:
  identity: op://Homelab/flux-deploy-key/PRIVATE_KEY
  known_hosts: op://Homelab/flux-deploy-key/KNOWN_HOSTS
---
# Kept from the last life of the cluster: a rebuild must not ask the certificate authority again.
apiVersion: v1
kind: Secret
metadata:
  name: wildcard-tls
  namespace: network
type: kubernetes.io/tls
data:
  tls.crt: op://Homelab/infra-wildcard/TLS_CRT
  tls.key: op://Homelab/infra-wildcard/TLS_KEY
