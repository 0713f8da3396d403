"""Who decides, and how: a rule that stands for the people in a department's office.

Two officials take part, because whoever accepts a case does not decide it. The platform knows both by the numbers of their badges and lets
them do here what they may do there.
"""
import json


class Officials:
    def __init__(self, intake, approver):
        # Each is (number, name).
        self.intake, self.approver = intake, approver

    def next_act(self, case, ordered):
        """The next act for a case as it stands, or None where there is nothing to do now. `ordered` has been sent already."""
        # Each act is decided on the news of the one before: the platform's message tells the version that it made.
        if ordered and (ordered[-1]["state"] == "waiting" or json.loads(ordered[-1]["data"]).get("version") == case["version"]):
            return None
        status, ordered = case["status"], [row["act"] for row in ordered]
        if status in ("submitted", "precheck") and "accept" not in ordered:
            return "accept", self.signed(self.intake, case)
        if status == "accepted" and "opinion" not in ordered:
            return "opinion", {**self.signed(self.intake, case), "opinion": "pass", "handle_explain": "材料齐全，符合条件。"}
        if status == "accepted" and "opinion" in ordered and not {"grant", "refuse"} & set(ordered):
            return "grant", self.signed(self.approver, case)
        return None

    @staticmethod
    def signed(official, case):
        number, name = official
        data = {"project_no": case["number"], "handle_user_no": number, "handle_user_name": name}
        if case["version"]:
            data["version"] = case["version"]
        return data
