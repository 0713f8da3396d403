import Catalogue
import Kernel

/// What programs are told of drafts.
enum WorkshopJSON {
    static func draft(_ draft: CatalogueDraft) -> JSON {
        [
            "id": .string(draft.id.rawValue), "title": .string(draft.title), "state": .string(draft.state.rawValue),
            "baseVersion": .int(draft.baseVersion), "author": .string(draft.authorName), "reviewer": JSON(draft.reviewerName),
            "reason": JSON(draft.reason), "effectiveOn": JSON(draft.effectiveOn?.description),
            "publishedVersion": draft.publishedVersion.map { .int($0) } ?? .null, "revision": .int(draft.revision),
            "createdAt": .string(draft.createdAt.rfc3339), "updatedAt": .string(draft.updatedAt.rfc3339),
        ]
    }

    static func version(_ version: CatalogueStore.Version, _ state: CatalogueStore.Version.State) -> JSON {
        var json: JSON = [
            "version": .int(version.number), "state": .string(state.code), "effectiveOn": .string(version.effectiveOn.description),
            "publishedAt": .string(version.publishedAt.rfc3339), "note": .string(version.note),
        ]
        if case .superseded(let by, let day) = state {
            (json["supersededBy"], json["supersededOn"]) = (.int(by), .string(day.description))
        }
        return json
    }

    static func draft(_ contents: DraftContents) -> JSON {
        var json = draft(contents.draft)
        json["edits"] = .array(
            contents.edits.map {
                [
                    "kind": .string($0.key.kind.rawValue), "code": .string($0.key.code), "removed": .bool($0.content == nil),
                    "revision": .int($0.revision), "editor": .string($0.editorName),
                ]
            })
        json["changes"] = .array(contents.changes.map(\.json))
        json["findings"] = .array(contents.tellable.map { finding($0, name: nil, nil) })
        json["conflicts"] = .array(contents.conflicts.map { .string($0.key.text) })
        return json
    }

    static func definition(_ editor: Workshop.Editor) -> JSON {
        let change = CatalogueComparing.change(
            of: editor.key, from: editor.contents.publishedContent(editor.key), to: editor.contents.content(editor.key),
            in: editor.contents.published, editor.contents.merged)
        return [
            "kind": .string(editor.key.kind.rawValue), "code": .string(editor.key.code), "content": editor.content,
            "revision": .int(editor.contents.edit(editor.key)?.revision ?? 0),
            "findings": .array(editor.contents.findings(of: editor.key).map { finding($0, name: nil, nil) }),
            "change": change?.json ?? .null,
        ]
    }

    /// With a language the sentences are in it, as the page shows them.
    static func finding(_ finding: CatalogueFinding, name: String?, _ language: Language?) -> JSON {
        var json: JSON = [
            "definition": .string(finding.file), "path": .string(finding.path), "severity": .string(finding.severity.rawValue),
            "rule": .string(finding.rule),
        ]
        if let language {
            json["name"] = JSON(name)
            let isMissing = WorkshopPages.missingKey(finding) != nil
            json["message"] = .string(isMissing ? EditorText.required[language] : finding.message[language])
            json["suggestion"] = isMissing ? .null : JSON(finding.suggestion?[language])
        } else {
            json["message"] = JSON(finding.message)
            json["suggestion"] = finding.suggestion.map { JSON($0) } ?? .null
        }
        return json
    }
}
