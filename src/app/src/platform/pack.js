// Around the glue of a lab that was cut in two: its first call of a function of the pack lands here, makes the pack's
// instance, which puts its functions in the place of these, and goes on there. `rest.pack` is the pack's module; nothing asks
// for it before the page has handed it over.
const rest = { pack: globalThis.datelierPack };
const WebAssembly = Object.create(globalThis.WebAssembly, {
  instantiate: {
    value: async (module, imports) => {
      let primary;
      const first = (_, slot) => (...args) => {
        new globalThis.WebAssembly.Instance(rest.pack, { primary });
        return primary["%table"].get(Number(slot))(...args);
      };
      const placeholder = new Proxy({}, { get: first });
      const instance = await globalThis.WebAssembly.instantiate(module, { ...imports, placeholder });
      primary = instance.exports;
      return instance;
    },
  },
});
