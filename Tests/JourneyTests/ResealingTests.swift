import Cryptography
import DemoCity
import Identity
import Kernel
import Messages
import Platform
import Store
import TestSupport
import Testing

/// Keys change and everything stays readable.
struct ResealingTests {
    private func filled(_ city: City, by platform: Platform? = nil) async throws {
        let platform = platform ?? city.platform
        let message = Message(
            id: city.clock.newID(), to: city.citizen.party, subject: Text("您好", "Hello"), body: Text("正文", "Body"), link: nil,
            reference: "test",
            sentAt: city.clock.now)
        try await platform.ground.database.write { try platform.messages.send(message, in: $0) }
    }

    private func reopened(_ city: City, _ keyring: Keyring) async throws -> Platform {
        let ground = try await Groundwork.open(
            city.platform.settings, city.platform.ground.database, city.platform.ground.home, keyring: keyring,
            migrations: Platform.migrations + DemoCity.migrations, surroundings: city.clock.surroundings)
        return try Platform(city.platform.settings, on: ground, surroundings: city.clock.surroundings, log: city.log.logger)
    }

    @Test func `after a rotation everything opens with the new keys alone`() async throws {
        try await City.with { city in
            try await filled(city)
            let database = city.platform.ground.database
            var keyring = city.platform.ground.keyring
            for use in Keyring.Use.allCases { keyring = keyring.rotated(use: use, now: city.clock.now) }
            let count = try await Resealing(keyring, database).run()
            #expect(count >= 3, "the word, the citizen and the message")
            #expect(try await Resealing(keyring, database).run() == 0, "a second run has nothing to do")

            let renewed = keyring.withoutOldKeys(for: .seal).withoutOldKeys(for: .index)
            let platform = try await reopened(city, renewed)
            #expect(try await platform.identity.person(city.citizen.id) == city.citizen)
            #expect(try await platform.identity.person(idNumber: City.citizenNumber)?.id == city.citizen.id)
            #expect(try await platform.messages.list(of: city.citizen.party).map(\.body.zh) == ["正文"])
        }
    }

    @Test func `before the resealing old values open and new ones are sealed with the new key`() async throws {
        try await City.with { city in
            let keyring = city.platform.ground.keyring.rotated(use: .seal, now: city.clock.now)
            let platform = try await reopened(city, keyring)
            #expect(try await platform.identity.person(idNumber: City.citizenNumber)?.name == city.citizen.name)
            try await filled(city, by: platform)
            #expect(try await platform.messages.list(of: city.citizen.party).count == 1)
        }
    }

    @Test func `a rotation that was interrupted goes on`() async throws {
        try await City.with { city in
            try await filled(city)
            let database = city.platform.ground.database
            let once = city.platform.ground.keyring.rotated(use: .seal, now: city.clock.now)
            let twice = once.rotated(use: .seal, now: city.clock.now)
            let first = try await Resealing(once, database).run()
            let second = try await Resealing(twice, database).run()
            #expect(first == second)
            let platform = try await reopened(city, twice.withoutOldKeys(for: .seal))
            #expect(try await platform.identity.person(city.citizen.id) == city.citizen)
        }
    }
}
