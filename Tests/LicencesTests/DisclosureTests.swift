import Catalogue
import Cryptography
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// What was not chosen is in no byte of any answer.
struct DisclosureTests {
    /// Claims whose words cannot stand anywhere by accident, with how they are written in any form.
    private static func secrets(_ fixture: PresentingFixture, _ licence: Licence) -> [String: [String]] {
        [
            "holder.name": [fixture.ground.holder.name], "holder.number": [fixture.ground.holder.idNumber.rawValue],
            "person.birthDate": ["1993-05-12", "1993 年 5 月 12 日", "12 May 1993"], "person.householdAddress": ["漕宝示例路 778"],
            "licence.number": [licence.number],
        ]
    }

    /// A file with every part decoded, since what hides in base64 is not hidden.
    private static func decoded(_ file: String) -> String {
        let parts = file.split { "~.".contains($0) }
        return file + parts.compactMap { Base64URL.decode($0).map { String(decoding: $0, as: UTF8.self) } }.joined(separator: "\n")
    }

    private static func check(_ text: String, _ chosen: Set<String>, _ secrets: [String: [String]], _ what: String) {
        for (code, words) in secrets {
            // The birth date stands inside the identity number: whoever shows the number shows it.
            let isShown = chosen.contains(code)
            let found = words.contains { text.contains($0) }
            #expect(found == isShown, "\(code) in \(what) with \(chosen.sorted())")
        }
    }

    @Test func `random choices show what was chosen and no byte of the rest`() async throws {
        try await TestEngine.sqlite.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence()
            let secrets = DisclosureTests.secrets(fixture, licence)
            let all = LicenceClaim.all(
                of: licence, shownBy: licence.holder, in: fixture.ground.catalogue.snapshot, on: fixture.clock.now.date
            ).map(\.code)
            var random = SeededRandom(seed: 77)
            for round in 0..<40 {
                let chosen = Set(all.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }).union([all[round % all.count]])
                // A presentation every minute, so that the limits of a hurry do not apply.
                fixture.clock.advance(seconds: 60)
                let (_, url) = try await fixture.present(licence, Array(chosen))
                let program = try await fixture.verify(url, ["audience": ["library"], "nonce": ["n-\(round)"]])
                #expect(program["claims"]?.members.map { Set($0.map(\.name)) } == chosen)
                let file = try #require(program["presentation"]?.string)
                var rest = program
                rest["presentation"] = nil
                DisclosureTests.check(rest.text, chosen, secrets, "the program's answer")
                DisclosureTests.check(DisclosureTests.decoded(file), chosen, secrets, "the file")
                #expect(try await fixture.verify(file: file, ["audience": ["library"], "nonce": ["n-\(round)"]])["result"] == "valid")

                let (_, second) = try await fixture.present(licence, Array(chosen))
                let page = fixture.page(
                    try await fixture.answer(
                        "licences.open", .post, .page, by: .anonymous(.zh), ["token": Presentations.token(in: second)], ["reader": [""]]))
                DisclosureTests.check(page, chosen, secrets, "the page")
            }
        }
    }

    @Test func `of the usual choices only the first names nobody, and none is more than it says`() async throws {
        try await TestEngine.sqlite.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence()
            let claims = LicenceClaim.all(
                of: licence, shownBy: licence.holder, in: fixture.ground.catalogue.snapshot, on: fixture.clock.now.date)
            #expect(Preset.age18.codes(of: claims) == ["age.18"])
            #expect(Preset.name.codes(of: claims) == ["holder.name"])
            #expect(Preset.identity.codes(of: claims) == ["holder.name", "holder.number"])
            #expect(Preset.all.codes(of: claims)?.contains { $0.hasPrefix("age.") } == false)
            let shop = Licence.Holder(kind: .enterprise, name: "示例店", number: "91310104MA1FR00017")
            var order = fixture.ground.order()
            order.holder = shop
            let ofShop = LicenceClaim.all(
                of: try await fixture.ground.issue(order), shownBy: shop, in: fixture.ground.catalogue.snapshot, on: fixture.clock.now.date)
            #expect(Preset.age18.codes(of: ofShop) == nil, "an enterprise has no age")
        }
    }

    @Test func `the form offers the name alone from the start`() async throws {
        try await TestEngine.sqlite.with(LicencesFixture.migrations) { database in
            let fixture = try await PresentingFixture(database)
            let licence = try await fixture.licence()
            let page = fixture.page(
                try await fixture.answer("licences.choose", .get, .page, by: fixture.holder, ["id": licence.id.rawValue]))
            let ticked = page.matches(of: #/<input type="checkbox"[^>]*value="([^"]+)"[^>]* checked/#).map { String($0.output.1) }
            #expect(ticked == ["holder.name"])
            #expect(!page.contains(fixture.ground.holder.idNumber.rawValue), "over a shoulder the number stays masked")
        }
    }
}
