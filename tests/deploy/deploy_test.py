#!/usr/bin/env python3
"""Checks of deploy/ that need no container engine.

    deploy_test.py ROOT PROGRAM...

PROGRAM are the built programs that the image holds: the packages of its last stage must provide
every library that they are linked to.
"""
import re
import subprocess
import sys
import unittest
from pathlib import Path

import yaml

ROOT = Path(sys.argv[1])
PROGRAMS = sys.argv[2:]
BUILD_PACKAGE = re.compile(r"-dev$|^(g\+\+|gcc|clang|cmake|ninja|git|make|mold|ccache|python3|"
                           r"protobuf-compiler|pkg-config|binutils)")


def read_stages():
    """The stages of the Dockerfile, each a list of (instruction, arguments)."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "deploy/Dockerfile").read_text(), flags=re.M)
    text = re.sub(r"\\\n\s*", " ", text)
    stages = []
    for line in filter(None, map(str.strip, text.splitlines())):
        instruction, _, arguments = line.partition(" ")
        if instruction == "FROM":
            stages.append([])
        stages[-1].append((instruction, arguments.strip()))
    return stages


def packages_of(stage):
    found = []
    for instruction, arguments in stage:
        for installed in re.findall(r"apt-get install ([^&]*)", arguments):
            if instruction == "RUN":
                found += [word for word in installed.split() if not word.startswith("-")]
    return found


def dpkg(*arguments):
    return subprocess.run(["dpkg-query", *arguments], capture_output=True, text=True,
                          check=True).stdout


def with_dependencies(packages):
    """The packages and all that they need, by the names that dpkg knows."""
    done, left = set(), list(packages)
    while left:
        package = left.pop()
        if package in done:
            continue
        done.add(package)
        depends = dpkg("-W", "-f", "${Depends}, ${Pre-Depends}", package)
        left += [match[1] for match in re.finditer(r"(?:^|,)\s*([a-z0-9+.-]+)", depends)]
    return done


def packages_needed_by(program):
    dynamic = subprocess.run(["readelf", "-d", program], capture_output=True, text=True,
                             check=True).stdout
    for library in re.findall(r"\(NEEDED\).*\[(.*)\]", dynamic):
        if not library.startswith(("libc.so", "libm.so", "libgcc_s", "libstdc++", "ld-linux")):
            yield library, dpkg("-S", f"*/{library}").split(":")[0]


class DockerfileTest(unittest.TestCase):
    def setUp(self):
        self.stages = read_stages()
        self.last = self.stages[-1]

    def arguments(self, instruction):
        return [arguments for name, arguments in self.last if name == instruction]

    def test_stages_are_debian_slim(self):
        self.assertGreaterEqual(len(self.stages), 2)
        for stage in self.stages:
            self.assertRegex(stage[0][1], r"^debian:bookworm-slim( AS \w+)?$")

    def test_last_stage_runs_without_privileges(self):
        names = [name for name, _ in self.last]
        user = self.arguments("USER")
        self.assertEqual(len(user), 1)
        self.assertNotIn(user[0].split(":")[0], ("root", "0"))
        self.assertNotIn("RUN", names[names.index("USER"):])

    def test_last_stage_is_complete(self):
        for name in ("HEALTHCHECK", "VOLUME", "EXPOSE", "ENTRYPOINT", "LABEL"):
            self.assertEqual(len(self.arguments(name)), 1, name)
        self.assertIn('CMD ["qiusuo", "status"]', self.arguments("HEALTHCHECK")[0])
        self.assertIn("install -d -o qiusuo", " ".join(self.arguments("RUN")))
        self.assertIn(self.arguments("VOLUME")[0], " ".join(self.arguments("RUN")))

    def test_last_stage_has_no_build_tools(self):
        packages = packages_of(self.last)
        self.assertGreater(len(packages), 5)
        self.assertEqual([p for p in packages if BUILD_PACKAGE.search(p)], [])
        self.assertNotIn("setup.sh", str(self.last))
        self.assertIn("--no-install-recommends", str(self.last))
        self.assertIn("rm -rf /var/lib/apt/lists/*", str(self.last))

    def test_last_stage_has_every_library(self):
        packages = with_dependencies(packages_of(self.last))
        self.assertTrue(PROGRAMS)
        for program in PROGRAMS:
            for library, package in packages_needed_by(program):
                self.assertIn(package, packages, f"{program} needs {library}")

    def test_copied_files_are_in_the_context(self):
        ignored = (ROOT / ".dockerignore").read_text().splitlines()
        allowed = {line[1:] for line in ignored if line.startswith("!")}
        self.assertIn("*", ignored)
        copied = set()
        for stage in self.stages:
            for name, arguments in stage:
                words = [word for word in arguments.split() if not word.startswith("--")]
                if name == "COPY" and "--from" not in arguments:
                    copied.update(words[:-1])
        for source in copied:
            self.assertTrue((ROOT / source).exists(), source)
        self.assertEqual(copied, allowed)

    def test_every_folder_of_the_build_is_copied(self):
        cmake = (ROOT / "CMakeLists.txt").read_text().split("if(QIUSUO_BUILD_TESTS)")[0]
        folders = re.findall(r"add_subdirectory\((\w+)\)", cmake)
        self.assertGreater(len(folders), 3)
        for folder in folders:
            self.assertIn(("COPY", f"{folder} {folder}"), self.stages[0])

    def test_version_is_the_projects(self):
        cmake = (ROOT / "CMakeLists.txt").read_text()
        version = re.search(r"project\(\w+ VERSION (\S+)", cmake)[1]
        self.assertIn(f'version="{version}"', self.arguments("LABEL")[0])
        self.assertIn(f"image: qiusuo:{version}", (ROOT / "deploy/compose.yaml").read_text())


class ComposeTest(unittest.TestCase):
    def setUp(self):
        self.compose = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())
        self.service = self.compose["services"]["qiusuo"]

    def test_ports_are_on_loopback(self):
        self.assertTrue(self.service["ports"])
        for port in self.service["ports"]:
            self.assertRegex(port, r"^127\.0\.0\.1:\d+:7070$")
        self.assertNotIn("network_mode", self.service)

    def test_data_lies_on_a_volume(self):
        volume, _, path = self.service["volumes"][0].partition(":")
        self.assertIn(volume, self.compose["volumes"])
        self.assertIn(("VOLUME", path), read_stages()[-1])

    def test_privileges_are_dropped(self):
        self.assertTrue(self.service["read_only"])
        self.assertEqual(self.service["cap_drop"], ["ALL"])
        self.assertIn("no-new-privileges", self.service["security_opt"])
        self.assertNotIn("privileged", self.service)

    def test_builds_our_image(self):
        build = self.service["build"]
        context = (ROOT / "deploy" / build["context"]).resolve()
        self.assertEqual(context, ROOT.resolve())
        self.assertTrue((context / build["dockerfile"]).is_file())


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
