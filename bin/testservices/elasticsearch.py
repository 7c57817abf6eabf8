"""A real Elasticsearch node, built from its published jars with the three classes in bin/elasticsearch/.

The node has the server and its HTTP transport. Not there, because the official distribution has them as further
modules: reindex, delete and update by query, scripts, percolator, search_as_you_type, rank_eval, security.
"""

import hashlib
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from testservices import environment, probes, processes
from testservices.folders import ServiceError, cache_folder

NAME = "elasticsearch"
VARIABLE = "HUB_TEST_ELASTICSEARCH_URL"
SOURCES = Path(__file__).resolve().parent.parent / "elasticsearch"
LAYOUT = b"1"  # another number when `build` lays out the node in another way
MODULES = {"transport-netty4": "org.elasticsearch.transport.netty4.Netty4Plugin", "analysis-common": "AnalysisPlugin"}
JAVA = ["java", "-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"]
YML = """\
cluster.name: hub-tests
node.name: hub-tests
discovery.type: single-node
http.host: 127.0.0.1
http.port: {port}
transport.host: 127.0.0.1
transport.port: {transport}
path.data: {place}/data
path.logs: {place}/logs
cluster.routing.allocation.disk.threshold_enabled: false
"""


def missing() -> list[str]:
    """Debian packages that are needed and not there; Maven only until the node is built."""
    packages = [] if shutil.which("javac") and shutil.which("java") else ["default-jdk-headless"]
    return packages if shutil.which("mvn") or _built().exists() else [*packages, "maven"]


def answers(url: str) -> bool:
    """Whether the node answers and its primary shards are there."""
    return probes.elasticsearch_answers(url)


def up(folder: Path, known: str | None) -> str:
    """Build the node when its sources are new, start it empty and give its address."""
    place = folder / NAME
    if known and processes.load(place / "pid") and answers(known):
        return known
    stop(folder)
    built = build()
    shutil.rmtree(place, ignore_errors=True)
    (place / "config").mkdir(parents=True)
    port = environment.free_port(environment.port_of(known))
    settings = YML.format(port=port, transport=environment.free_port(), place=place)
    (place / "config" / "elasticsearch.yml").write_text(settings)
    url = f"http://127.0.0.1:{port}"
    log = place / "elasticsearch.log"
    command = [*JAVA, "-cp", f"{built}/lib/*:{built}/classes/node", "TestNode", str(built), str(place)]
    process = processes.start(command, place / "pid", log)
    processes.wait_until(lambda: answers(url), process, log, 120)
    return url


def stop(folder: Path) -> None:
    """Stop the node; its indexes are dropped at the next start."""
    processes.stop(folder / NAME / "pid", signal.SIGTERM)


def _built() -> Path:
    """The folder of the build that belongs to the sources as they are now."""
    digest = hashlib.sha256(LAYOUT)
    for file in sorted(SOURCES.iterdir()):
        digest.update(file.read_bytes())
    return cache_folder() / f"elasticsearch-{version()}-{digest.hexdigest()[:12]}"


def version() -> str:
    """The version that pom.xml asks for."""
    found = re.search(r"<elasticsearch.version>([\d.]+)<", (SOURCES / "pom.xml").read_text())
    if not found:
        raise ServiceError(f"{SOURCES}/pom.xml names no version")
    return found[1]


def build() -> Path:
    """Fetch the jars by Maven, compile, lay out a node's folder. Once per state of the sources, kept in the cache."""
    target = _built()
    if target.exists():
        return target
    with tempfile.TemporaryDirectory(dir=cache_folder(), prefix="build-") as name:
        draft = Path(name, "node")
        lib, netty = draft / "lib", draft / "modules" / "transport-netty4"
        for folder in (lib, netty, draft / "modules" / "analysis-common"):
            folder.mkdir(parents=True)
        pom = f"{SOURCES}/pom.xml"
        _run(
            "mvn",
            "-q",
            "-B",
            "-Dstyle.color=never",
            "-f",
            pom,
            "dependency:copy-dependencies",
            f"-DoutputDirectory={lib}",
        )
        for jar in [*lib.glob("netty-*"), *lib.glob("transport-netty4*")]:
            jar.rename(netty / jar.name)  # a module's jars may not be on the class path too
        _compile(draft)
        for module, main in MODULES.items():
            _describe(draft / "modules" / module, module, main)
        draft.rename(target)
    return target


def _compile(draft: Path) -> None:
    node, plugin = draft / "classes" / "node", draft / "classes" / "plugin"
    javac = ["javac", "-cp", f"{draft}/lib/*", "-d"]
    _run(*javac, str(node), f"{SOURCES}/TestNode.java")
    _run(*javac, str(plugin), f"{SOURCES}/AnalysisPlugin.java", f"{SOURCES}/RootHandler.java")
    _run("jar", "cf", f"{draft}/modules/analysis-common/analysis-common.jar", "-C", str(plugin), ".")


def _describe(folder: Path, name: str, main: str) -> None:
    lines = {"name": name, "description": name, "classname": main, "version": version()}
    lines |= {"elasticsearch.version": version(), "java.version": "17"}
    text = "".join(f"{key}={value}\n" for key, value in lines.items())
    (folder / "plugin-descriptor.properties").write_text(text)


def _run(*command: str) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
        raise ServiceError(f"building Elasticsearch: {command[0]} failed with {done.returncode}:\n{tail}")
