package import Web

extension Cases {
    /// Everything that this room answers.
    package var endpoints: [Endpoint] {
        draftingEndpoints + trackingEndpoints + documentEndpoints + consoleEndpoints + leadEndpoints + assistanceEndpoints + manualEndpoints
            + renewalEndpoints + paperEndpoints + afterCheckEndpoints + breachEndpoints
    }
}

extension Cases {
    /// The address of this site, for the codes on papers.
    var origin: String { settings.origin }
}
