// The scripts share one scope, as <script> elements do: what is declared nowhere is TypeScript's to find.
import js from "@eslint/js";

export default [
  js.configs.recommended,
  { files: ["**/static/*.js"], languageOptions: { sourceType: "script" } },
  { files: ["**/page/widget.js"], languageOptions: { sourceType: "module" } },
  {
    languageOptions: { ecmaVersion: 2022 },
    rules: {
      "no-undef": "off",
      "no-redeclare": "off",
      "no-unused-vars": ["error", { vars: "local", ignoreRestSiblings: true }],
      "eqeqeq": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "textContent only." },
        { property: "outerHTML", message: "textContent only." },
        { property: "insertAdjacentHTML", message: "textContent only." },
      ],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
];
