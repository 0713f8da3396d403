import Catalogue
import Foundation
import Kernel
import TestSupport
import Testing
import Web

@testable import Workshop

/// Forms made of shapes, and contents made of forms.
struct EditingTests {
    private static func content(_ kind: Definition.Kind, _ code: String) throws -> JSON {
        try #require(try SmallCatalogue.catalogue().definition(kind, code)?.content)
    }

    /// What a browser would send of a form: every named control with its value.
    static func sent(_ html: String) -> Submitted {
        var values: [String: [String]] = [:]
        func unescaped(_ text: Substring) -> String {
            String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
                .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
        }
        for match in html.matches(of: #/<input ([^>]*)>/#) {
            let attributes = match.output.1
            guard let name = attributes.firstMatch(of: #/name="([^"]*)"/#)?.output.1 else { continue }
            if attributes.contains("checkbox"), !attributes.contains("checked") { continue }
            values[unescaped(name), default: []].append(
                unescaped(attributes.firstMatch(of: #/value="([^"]*)"/#)?.output.1 ?? ""))
        }
        for match in html.matches(of: #/<textarea ([^>]*)>([^<]*)<\/textarea>/#) {
            guard let name = match.output.1.firstMatch(of: #/name="([^"]*)"/#)?.output.1 else { continue }
            values[unescaped(name), default: []].append(unescaped(match.output.2))
        }
        for match in html.matches(of: #/<select ([^>]*)>(.*?)<\/select>/#) {
            guard let name = match.output.1.firstMatch(of: #/name="([^"]*)"/#)?.output.1 else { continue }
            let options = match.output.2.matches(of: #/<option value="([^"]*)"( selected)?>/#)
            let chosen = options.first { $0.output.2 != nil } ?? options.first
            values[unescaped(name), default: []].append(unescaped(chosen?.output.1 ?? ""))
        }
        return Submitted(values: values)
    }

    private static func form(_ content: JSON, _ kind: Definition.Kind) throws -> (String, [ShapeField]) {
        let fields = Shape.of(kind).fields
        let form = ShapeForm(language: .zh, catalogue: try SmallCatalogue.catalogue(), content: content, findings: [])
        return (form.html(fields).string, fields)
    }

    @Test func `a form that is sent back unchanged changes nothing, for every definition of the city`() throws {
        let folder = WorkshopCity.file("catalogue").path
        let loaded = CatalogueLoading.load(folder: folder)
        let catalogue = try loaded.catalogue ?? SmallCatalogue.catalogue()
        #expect(catalogue.definitions.count > 3)
        for definition in catalogue.definitions {
            // Long tables are edited a page at a time; the rest of their rows stays.
            let (html, fields) = try Self.form(definition.content, definition.kind)
            let read = ShapeReader(Self.sent(html)).object(fields, name: "c", path: "", old: definition.content).canonical
            let isSame = read == definition.content
            #expect(isSame, "\(definition.kind.rawValue) \(definition.code)")
        }
    }

    @Test func `rows are added, moved and taken away, and what was typed beside them is kept`() throws {
        let content = try Self.content(.item, "food-permit")
        let (html, fields) = try Self.form(content, .item)
        var sent = Self.sent(html)
        sent.values["c.name.zh"] = ["改过的名称"]
        func after(_ act: String) -> JSON {
            ShapeReader(sent, act: RowAct(act)).object(fields, name: "c", path: "", old: content).canonical
        }
        let codes: (JSON) -> [String] = { ($0["materials"]?.array ?? []).map { $0["code"]?.string ?? "" } }
        #expect(codes(after("add:c.materials")) == ["floor-plan", "kitchen-plan", ""])
        #expect(codes(after("down:c.materials.0")) == ["kitchen-plan", "floor-plan"])
        #expect(codes(after("up:c.materials.1")) == ["kitchen-plan", "floor-plan"])
        #expect(codes(after("remove:c.materials.0")) == ["kitchen-plan"])
        #expect(after("remove:c.materials.0")["name"]?["zh"] == "改过的名称")
        #expect(after("add:c.roles")["roles"]?.members?.map(\.name).contains("new") == true)
        #expect(after("nonsense") == after("up:c.materials.0"))
    }

    @Test func `what is no number stays as it was typed, and the lint says so`() throws {
        let content = try Self.content(.item, "food-permit")
        let (html, fields) = try Self.form(content, .item)
        var sent = Self.sent(html)
        sent.values["c.trips"] = ["两次"]
        let read = ShapeReader(sent).object(fields, name: "c", path: "", old: content)
        #expect(read["trips"] == "两次")
        let key = DefinitionKey(.item, "food-permit")
        let findings = DefinitionChecking.check(key, in: [key: read], over: try SmallCatalogue.catalogue())
        #expect(findings.contains { $0.path == "/trips" && $0.severity == .error })
    }

    @Test func `two roles of one name do not become one`() throws {
        let content = try Self.content(.item, "food-permit")
        let (html, fields) = try Self.form(content, .item)
        var sent = Self.sent(html)
        sent.values["c.roles.1.#key"] = ["applicant"]
        let read = ShapeReader(sent).object(fields, name: "c", path: "", old: content)
        #expect(read["roles"]?.members?.count == 2)
    }

    @Test func `a fault stands beside the box that it is about`() throws {
        let catalogue = try SmallCatalogue.catalogue()
        let key = DefinitionKey(.item, "food-permit")
        var content = try Self.content(.item, "food-permit")
        content["department"] = "nobody"
        let findings = DefinitionChecking.check(key, in: [key: content], over: catalogue)
        let html = ShapeForm(language: .en, catalogue: catalogue, content: content, findings: findings).html(Shape.of(.item).fields).string
        let place = try #require(html.firstRange(of: "data-lint=\"c.department\""))
        #expect(html[place.upperBound...].prefix(200).contains("There is no department"))
    }

    @Test func `every key of every kind stands on exactly one sheet`() {
        for kind in Definition.Kind.allCases {
            let keys = EditorPart.all(of: kind).flatMap(\.keys)
            #expect(Set(keys) == Set(Shape.of(kind).fields.map(\.key)) && Set(keys).count == keys.count, "\(kind)")
        }
    }

    @Test func `a new item begins with the least that one has`() throws {
        let new = try NewDefinition(Submitted(values: ["kind": ["item"], "code": ["dog-licence"], "name": ["养犬登记"]]))
        let visitor = Visitor(
            kind: .staff, scope: Scope(grants: [.init(role: .editor, department: "gaj", region: .shanghai)]), language: .zh)
        let draft = CatalogueDraft(
            id: TestClock().newID(), title: "", baseVersion: 1, author: nil, authorName: "", at: TestClock.mondayMorning)
        let contents = DraftContents(draft, [], over: try SmallCatalogue.catalogue())
        let content = try new.content(for: visitor, like: contents)
        #expect(content["department"] == "gaj" && content["name"]?["zh"] == "养犬登记")
        #expect(!DefinitionChecking.check(new.key, in: [new.key: content], over: contents.published).contains { $0.rule == "unknown-key" })
        #expect(throws: Problem.self) { try NewDefinition(Submitted(values: ["kind": ["item"], "code": ["Dog Licence"]])) }
    }

    @Test func `the tree of situations tells what each answer adds`() throws {
        let catalogue = try SmallCatalogue.catalogue()
        let thing = try #require(catalogue.thing("food-permit"))
        let tree = SituationTree(thing, in: catalogue, today: TestClock.mondayMorning.date)
        let branch = try #require(tree.branches.first)
        #expect(branch.question.code == "kitchen")
        #expect(branch.options.first { $0.code == "yes" }?.adds.map(\.en) == ["Material: Kitchen plan"])
        #expect(branch.options.first { $0.code == "no" }?.adds.isEmpty == true)
    }
}
