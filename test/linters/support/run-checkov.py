"""Checkov's default rules for Kubernetes over each of the folders given, a line of JSON for every finding.

One process for all: Checkov takes seconds to load, and of several folders on its command line it reads only the first.
"""
import json
import logging
import sys

from checkov.common.bridgecrew.check_type import CheckType
from checkov.kubernetes.runner import Runner
from checkov.runner_filter import RunnerFilter

logging.disable(logging.CRITICAL)

for folder in sys.argv[1:]:
    report = Runner().run(folder, runner_filter=RunnerFilter(framework=[CheckType.KUBERNETES]))
    if report.parsing_errors:
        sys.exit(f"Checkov cannot read {', '.join(report.parsing_errors)}")
    for found in report.failed_checks:
        print(json.dumps({
            "folder": folder, "rule": found.check_id, "title": found.check_name, "resource": found.resource,
        }))
    print(json.dumps({"folder": folder, "resources": len(report.resources), "passed": len(report.passed_checks)}))
