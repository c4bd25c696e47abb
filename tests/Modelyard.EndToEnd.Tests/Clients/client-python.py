"""What programs written with the Kubernetes client for Python do. Ends with 1 and the step's name when one fails."""
import sys
import threading
import traceback

import kubernetes
from kubernetes import client, config, dynamic, utils, watch
from kubernetes.leaderelection import electionconfig, leaderelection
from kubernetes.leaderelection.resourcelock.configmaplock import ConfigMapLock

MANIFEST = """
apiVersion: v1
kind: ConfigMap
metadata: {{name: a, namespace: {0}}}
data: {{x: "1"}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {{name: robot, namespace: {0}}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {{name: r, namespace: {0}}}
rules: [{{apiGroups: [""], resources: [pods], verbs: [get]}}]
---
apiVersion: v1
kind: Service
metadata: {{name: svc, namespace: {0}}}
spec: {{ports: [{{port: 80}}], selector: {{a: b}}}}
"""

namespace = sys.argv[1]
config.load_kube_config()
core = client.CoreV1Api()


def step(work):
    try:
        work()
        print("ok", work.__name__)
    except Exception:
        print("failed", work.__name__, file=sys.stderr)
        traceback.print_exc()
        sys.exit(1)


@step
def create_from_yaml():
    core.create_namespace(client.V1Namespace(metadata=client.V1ObjectMeta(name=namespace)))
    with open(sys.argv[2] + "/manifest.yaml", "w") as file:
        file.write(MANIFEST.format(namespace))
    created = utils.create_from_yaml(client.ApiClient(), sys.argv[2] + "/manifest.yaml")
    assert [o[0].kind for o in created] == ["ConfigMap", "ServiceAccount", "Role", "Service"], created


@step
def change():
    assert core.patch_namespaced_config_map("a", namespace, {"data": {"y": "2"}}).data == {"x": "1", "y": "2"}
    body = client.V1ConfigMap(metadata=client.V1ObjectMeta(name="a"), data={"z": "3"})
    assert core.replace_namespaced_config_map("a", namespace, body).data == {"z": "3"}


@step
def list_in_pages():
    for i in range(4):
        core.create_namespaced_config_map(namespace, client.V1ConfigMap(metadata=client.V1ObjectMeta(name=f"m{i}")))
    first = core.list_namespaced_config_map(namespace, limit=3)
    rest = core.list_namespaced_config_map(namespace, limit=3, _continue=first.metadata._continue)
    assert [m.metadata.name for m in first.items + rest.items] == ["a", "m0", "m1", "m2", "m3"]


@step
def watch_that_goes_on_where_it_stopped():
    version = core.list_namespaced_config_map(namespace).metadata.resource_version
    core.patch_namespaced_config_map("a", namespace, {"data": {"w": "4"}})
    events = watch.Watch().stream(core.list_namespaced_config_map, namespace, resource_version=version, timeout_seconds=5)
    event = next(iter(events))
    assert (event["type"], event["object"].data) == ("MODIFIED", {"z": "3", "w": "4"}), event


@step
def leader_election():
    leading = threading.Event()
    wanted = electionconfig.Config(
        ConfigMapLock("lock", namespace, "me"), lease_duration=17, renew_deadline=15, retry_period=5,
        onstarted_leading=leading.set, onstopped_leading=None)
    threading.Thread(target=leaderelection.LeaderElection(wanted).run, daemon=True).start()
    assert leading.wait(30)


@step
def dynamic_client():
    maps = dynamic.DynamicClient(client.ApiClient()).resources.get(api_version="v1", kind="ConfigMap")
    assert "a" in [m.metadata.name for m in maps.get(namespace=namespace).items]


@step
def clean_up():
    core.delete_namespace(namespace)


print("client", kubernetes.__version__)
